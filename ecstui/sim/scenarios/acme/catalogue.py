"""The services of acme: data."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class App:
    """One service and what its task definition says."""

    name: str
    cluster: str
    team: str
    count: int
    cpu: int
    memory: int
    revision: int
    """The revision that its family had reached when acme's records begin."""
    port: int | None = 8080
    """None for a worker, which has neither port nor health check."""
    launch: str = "FARGATE"
    """FARGATE, SPOT (one on-demand task, the rest on FARGATE_SPOT) or EC2."""
    pool: str = "data-asg"
    """The capacity provider of an EC2 service; empty for launch type EC2, which takes any."""
    least: int = 100
    """minimumHealthyPercent."""
    most: int = 200
    """maximumPercent."""
    breaker: bool = True
    cramped: bool = False
    """Whether its tasks go into the small subnet alone."""
    sidecars: tuple[str, ...] = ("log-router",)
    secrets: tuple[str, ...] = ()
    environment: tuple[tuple[str, str], ...] = ()

    @property
    def family(self) -> str:
        """Production and staging have families of their own."""
        return f"{self.name}-staging" if self.cluster == "staging" else self.name

    @property
    def stage(self) -> str:
        """`prod` or `staging`."""
        return self.cluster.partition("-")[0]

    @property
    def balanced(self) -> bool:
        """Whether it stands behind a load balancer."""
        return self.port is not None and self.launch != "EC2"


WEB, DATA, STAGING = "prod-web", "prod-data", "staging"
CLUSTERS = (WEB, DATA, STAGING)
PLAIN: tuple[str, ...] = ()
MESH = ("log-router", "envoy")
DB = ("DATABASE_URL",)
PAY = ("DATABASE_URL", "PAYMENT_API_KEY")

APPS = (
    App("edge-gateway", WEB, "platform", 14, 1024, 2048, 88, sidecars=MESH),
    App("storefront", WEB, "web", 16, 512, 1024, 214, sidecars=MESH),
    App("bff-web", WEB, "web", 10, 512, 1024, 131),
    App("bff-mobile", WEB, "mobile", 10, 512, 1024, 97),
    App("catalog", WEB, "catalog", 10, 512, 2048, 17, most=120, secrets=DB),
    App("search-api", WEB, "catalog", 10, 1024, 4096, 63),
    App("product-images", WEB, "catalog", 6, 512, 1024, 29, launch="SPOT"),
    App("reviews", WEB, "catalog", 4, 256, 512, 22, secrets=DB),
    App("recommendations", WEB, "catalog", 6, 256, 1024, 40, breaker=False),
    App("cart", WEB, "checkout", 8, 512, 1024, 75, secrets=DB),
    App("checkout", WEB, "checkout", 4, 512, 1024, 41, most=125, sidecars=MESH, secrets=PAY),
    App("payments-api", WEB, "checkout", 6, 1024, 2048, 52, sidecars=MESH, secrets=PAY),
    App("pricing", WEB, "checkout", 6, 512, 1024, 48, secrets=DB),
    App("promotions", WEB, "checkout", 4, 256, 512, 36),
    App("orders-api", WEB, "orders", 10, 512, 2048, 110, secrets=DB),
    App("inventory-api", WEB, "orders", 6, 512, 1024, 59, secrets=DB),
    App("shipping-quotes", WEB, "orders", 4, 256, 512, 18),
    App("identity", WEB, "identity", 6, 512, 1024, 34, sidecars=MESH, secrets=DB),
    App("sessions", WEB, "identity", 6, 256, 512, 27),
    App("notifications", WEB, "growth", 4, 256, 512, 44, port=None),
    App("email-sender", WEB, "growth", 3, 256, 512, 31, port=None, launch="SPOT"),
    App("admin-portal", WEB, "backoffice", 2, 256, 512, 57, secrets=DB),
    App("loyalty", WEB, "growth", 0, 256, 512, 6, cramped=True),
    App("kafka-connect", DATA, "data", 3, 2048, 8192, 15, launch="EC2", least=66, breaker=False),
    App("stream-processor", DATA, "data", 8, 1024, 6144, 71, port=None, launch="EC2", least=75),
    App(
        "search-indexer",
        DATA,
        "catalog",
        4,
        2048,
        20480,
        33,
        port=None,
        launch="EC2",
        pool="index-asg",
        least=50,
        breaker=False,
    ),
    App("warehouse-loader", DATA, "data", 4, 2048, 10240, 25, port=None, launch="EC2", least=50),
    App("event-router", DATA, "data", 8, 512, 1024, 39, port=None),
    App("etl-orders", DATA, "data", 4, 1024, 4096, 28, port=None, launch="SPOT"),
    App("etl-clicks", DATA, "data", 8, 1024, 4096, 30, port=None, launch="SPOT"),
    App("image-resizer", DATA, "catalog", 8, 1024, 2048, 19, port=None, launch="SPOT"),
    App(
        "ledger-export",
        DATA,
        "finance",
        2,
        256,
        512,
        9,
        port=None,
        least=0,
        most=100,
        breaker=False,
        secrets=DB,
    ),
    App("report-builder", DATA, "finance", 3, 512, 2048, 14, port=None, secrets=DB),
    App("metrics-rollup", DATA, "platform", 3, 512, 1024, 11, port=None),
    App("storefront", STAGING, "web", 3, 256, 512, 301, sidecars=PLAIN),
    App("catalog", STAGING, "catalog", 2, 256, 512, 44, sidecars=PLAIN, secrets=DB),
    App("checkout", STAGING, "checkout", 2, 256, 512, 66, sidecars=PLAIN, secrets=PAY),
    App("orders-api", STAGING, "orders", 2, 256, 512, 140, sidecars=PLAIN, secrets=DB),
    App("identity", STAGING, "identity", 1, 256, 512, 51, sidecars=PLAIN, secrets=DB),
    App("stream-processor", STAGING, "data", 1, 256, 512, 83, port=None, sidecars=PLAIN),
    App("checkout-loadtest", STAGING, "checkout", 0, 1024, 2048, 4, port=None, sidecars=PLAIN),
)

IN_TROUBLE = frozenset(
    {
        "checkout",
        "recommendations",
        "ledger-export",
        "search-indexer",
        "warehouse-loader",
        "catalog",
    }
)
"""Services of the production clusters that CI leaves alone."""
