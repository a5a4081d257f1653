"""What the console knows that commands may name."""

from collections.abc import Mapping

from ecstui.analysis.wording import short_name
from ecstui.state import feeds
from ecstui.ui.browser import Browser
from ecstui.ui.commands import Known
from ecstui.ui.contexts import Contexts
from ecstui.ui.networks import vpc_subject
from ecstui.ui.subject import Kind, Subject, cluster_subject, service_subject


def known(browser: Browser, contexts: Contexts) -> Known:
    """What a command may name that is typed on this screen."""
    here = [browser.subject, *filter(None, [browser.selected])]
    return Known(here, _named(browser), contexts.names, contexts.regions)


def _named(browser: Browser) -> Mapping[Kind, Mapping[str, Subject]]:
    refresher = browser.session.refresher
    clusters = refresher.known(feeds.CLUSTERS)
    names = [cluster.cluster_name for cluster in clusters.items] if clusters else []
    cluster = browser.subject.within(Kind.CLUSTER)
    services = refresher.known(feeds.services(cluster.id)) if cluster is not None else None
    arns = [service.service_arn for service in services.items] if services else []
    vpcs = refresher.known(feeds.VPCS)
    families = refresher.known(feeds.task_definition_families()) or ()
    return {
        Kind.VPC: {it.name or it.vpc_id: vpc_subject(it) for it in (vpcs.items if vpcs else ())},
        Kind.FAMILY: {name: Subject(Kind.FAMILY, name, name) for name in families},
        Kind.CLUSTER: {name: cluster_subject(name) for name in names},
        Kind.SERVICE: {short_name(a): service_subject(a, cluster) for a in arns if cluster},
    }
