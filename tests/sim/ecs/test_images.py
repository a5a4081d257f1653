"""Images that the account's own registry no longer has."""

from ecstui.sim.services import ecr
from tests.sim.ecs.account import ACCOUNT, NETWORK, REGION, Account, container, percents

REPOSITORY = f"{ACCOUNT}.dkr.ecr.{REGION}.amazonaws.com/acme/web"


def push(ecs: Account, tag: str) -> None:
    ecr.push(ecs.world, ACCOUNT, REGION, "acme/web", tag)


async def register(ecs: Account, tag: str) -> str:
    return await ecs.register("web", container(image=f"{REPOSITORY}:{tag}"))


async def test_a_tag_that_was_never_pushed(ecs: Account) -> None:
    push(ecs, "1")
    good = await register(ecs, "1")
    await ecs.steady("web", 2, good, deploymentConfiguration=percents(100, 200, breaker=True))

    await ecs.update("web", await register(ecs, "2"))
    ecs.advance(300)

    (stopped, *_) = await ecs.tasks(desiredStatus="STOPPED")
    assert stopped["stopCode"] == "TaskFailedToStart"
    assert stopped["stoppedReason"].startswith("CannotPullContainerError: ")
    assert stopped["stoppedReason"].endswith(f"failed to resolve ref {REPOSITORY}:2: "
                                             f"{REPOSITORY}:2: not found")  # fmt: skip
    assert (await ecs.journey("web"))["status"] == "ROLLBACK_SUCCESSFUL"
    assert (await ecs.service("web"))["taskDefinition"] == good


async def test_an_image_that_is_deleted_while_it_runs(ecs: Account) -> None:
    push(ecs, "1")
    await ecs.steady("web", 1, await register(ecs, "1"))
    ecr.remove(ecs.world, ACCOUNT, REGION, "acme/web", "1")
    ecs.advance(300)
    before = (await ecs.service("web"))["runningCount"]

    await ecs.client.stop_task(task=(await ecs.tasks(serviceName="web"))[0]["taskArn"])
    ecs.advance(120)

    assert before == 1
    assert (await ecs.service("web"))["runningCount"] == 0
    reasons = [t["stoppedReason"] for t in await ecs.tasks(desiredStatus="STOPPED")]
    assert any(reason.startswith("CannotPullContainerError") for reason in reasons)


async def test_a_moved_tag_leaves_what_was_deployed(ecs: Account) -> None:
    push(ecs, "1")
    await ecs.steady("web", 1, await register(ecs, "1"))
    (first,) = await ecs.tasks(serviceName="web")
    push(ecs, "1")

    await ecs.client.stop_task(task=first["taskArn"])
    ecs.advance(120)

    (second,) = await ecs.tasks(serviceName="web")
    assert second["lastStatus"] == "RUNNING"
    assert second["containers"][0]["imageDigest"] == first["containers"][0]["imageDigest"]


async def test_the_image_of_a_sidecar_counts_too(ecs: Account) -> None:
    push(ecs, "1")
    sidecar = container("sidecar", image=f"{REPOSITORY}:9", essential=False)
    arn = await ecs.register("job", container(image=f"{REPOSITORY}:1"), sidecar)
    await ecs.client.run_task(
        taskDefinition=arn, launchType="FARGATE", networkConfiguration=NETWORK
    )
    ecs.advance(120)

    (task,) = await ecs.tasks(desiredStatus="STOPPED")
    reasons = {c["name"]: c.get("reason") for c in task["containers"]}
    assert reasons == {"app": None, "sidecar": task["stoppedReason"]}
