"""Services, service deployments and service revisions as the API gives them."""

from ecstui.sim.call import Body
from ecstui.sim.services.ecs import survey
from ecstui.sim.services.ecs.counting import of_revision, running_and_pending
from ecstui.sim.services.ecs.records.service import (
    Deployment,
    PauseHook,
    Service,
    ServiceDeployment,
    ServiceRevision,
)
from ecstui.sim.services.ecs.rendering.task_sets import task_set

SERVICE_SETTINGS = (
    "launchType",
    "capacityProviderStrategy",
    "platformVersion",
    "networkConfiguration",
    "loadBalancers",
    "serviceRegistries",
)
DEPLOYMENT_SETTINGS = (
    "launchType",
    "capacityProviderStrategy",
    "platformVersion",
    "networkConfiguration",
    "serviceConnectConfiguration",
    "volumeConfigurations",
    "vpcLatticeConfigurations",
)
REVISION_SETTINGS = (
    *SERVICE_SETTINGS,
    "serviceConnectConfiguration",
    "volumeConfigurations",
    "vpcLatticeConfigurations",
    "gatewayConnectors",
    "monitoring",
)
FAMILY = {"platformFamily": "Linux"}


def service(record: Service, *, with_tags: bool = False) -> Body:
    """A service in the shape of the model's `Service`; tags only when they were asked for."""
    running, pending = running_and_pending(record.tasks.values())
    body: Body = {
        "serviceArn": record.arn,
        "serviceName": record.name,
        "clusterArn": record.cluster.arn,
        "status": record.status,
        "desiredCount": survey.desired_count(record),
        "runningCount": running,
        "pendingCount": pending,
        "createdAt": record.created_at,
        "createdBy": record.created_by,
        "schedulingStrategy": record.scheduling,
        "deploymentConfiguration": record.configuration,
        "deployments": [],
        "taskSets": [],
        "events": [
            {"id": e.id, "createdAt": e.created_at, "message": e.message} for e in record.events
        ],
        "loadBalancers": [],
        "serviceRegistries": [],
        "resourceManagementType": record.management,
        **record.traits,
        **_settings(record.settings, SERVICE_SETTINGS),
    }
    if record.newest:
        body["taskDefinition"] = record.definition.arn
    body.update(_progress(record))
    if with_tags:
        body["tags"] = record.tags
    return body


def _progress(record: Service) -> Body:
    """Its deployments, or task sets if ECS does not deploy it."""
    if record.controller != "ECS":
        return {"taskSets": [task_set(record, d) for d in record.deployments]}
    return {
        "deployments": [_deployment(record, d) for d in record.deployments],
        "currentServiceDeployment": record.current.arn,
        "currentServiceRevisions": [
            _summary(d.revision, of_revision(record, d.revision)) for d in record.deployments
        ],
    }


def _settings(settings: Body, names: tuple[str, ...]) -> Body:
    body = {name: settings[name] for name in names if name in settings}
    return {**body, **FAMILY} if "platformVersion" in body else body


def _deployment(owner: Service, record: Deployment) -> Body:
    running, pending = running_and_pending(record.tasks.values())
    primary = record is owner.primary
    return {
        "id": record.id,
        "status": record.status,
        "taskDefinition": record.revision.definition.arn,
        "desiredCount": survey.desired_count(owner) if primary else running + pending,
        "runningCount": running,
        "pendingCount": pending,
        "failedTasks": record.failed_tasks,
        "createdAt": record.created_at,
        "updatedAt": record.updated_at,
        "rolloutState": record.rollout_state,
        "rolloutStateReason": record.rollout_reason,
        **_settings(record.revision.settings, DEPLOYMENT_SETTINGS),
    }


def _summary(revision: ServiceRevision, counts: tuple[int, int, int]) -> Body:
    requested, running, pending = counts
    return {
        "arn": revision.arn,
        "requestedTaskCount": requested,
        "runningTaskCount": running,
        "pendingTaskCount": pending,
    }


def _part(owner: Service, journey: ServiceDeployment, revision: ServiceRevision) -> Body:
    """A revision's part in a service deployment: as it is now, or was when all was over."""
    return _summary(revision, journey.final.get(revision.arn) or of_revision(owner, revision))


def service_deployment(owner: Service, record: ServiceDeployment) -> Body:
    """A service deployment in the shape of the model's `ServiceDeployment`."""
    body: Body = {
        "serviceDeploymentArn": record.arn,
        "serviceArn": owner.arn,
        "clusterArn": owner.cluster.arn,
        "status": record.status,
        "createdAt": record.created_at,
        "updatedAt": record.updated_at,
        "targetServiceRevision": _part(owner, record, record.target),
        "sourceServiceRevisions": [_part(owner, record, r) for r in record.sources],
        "deploymentConfiguration": record.configuration,
        "deploymentCircuitBreaker": {
            "status": record.breaker,
            "failureCount": record.failure_count,
            "threshold": record.threshold,
        },
        "alarms": {"status": "DISABLED", "alarmNames": [], "triggeredAlarmNames": []},
    }
    optional = {
        "statusReason": record.status_reason,
        "lifecycleStage": record.stage,
        "startedAt": record.started_at,
        "finishedAt": record.finished_at,
        "stoppedAt": record.stopped_at,
        "rollback": _rollback(record),
    }
    body.update((name, value) for name, value in optional.items() if value is not None)
    if record.hooks:
        body["lifecycleHookDetails"] = [_hook(hook) for hook in record.hooks]
    return body


def _hook(record: PauseHook) -> Body:
    return {
        "hookId": record.id,
        "targetType": "PAUSE",
        "status": record.status,
        "expiresAt": record.expires_at,
        "timeoutAction": record.timeout_action,
    }


def _rollback(record: ServiceDeployment) -> Body | None:
    if record.rollback_to is None:
        return None
    return {
        "reason": record.rollback_reason,
        "startedAt": record.rollback_at,
        "serviceRevisionArn": record.rollback_to.arn,
    }


def service_deployment_brief(owner: Service, record: ServiceDeployment) -> Body:
    """A service deployment as ListServiceDeployments gives it."""
    body: Body = {
        "serviceDeploymentArn": record.arn,
        "serviceArn": owner.arn,
        "clusterArn": owner.cluster.arn,
        "status": record.status,
        "createdAt": record.created_at,
        "targetServiceRevisionArn": record.target.arn,
    }
    optional = {
        "statusReason": record.status_reason,
        "startedAt": record.started_at,
        "finishedAt": record.finished_at,
    }
    body.update((name, value) for name, value in optional.items() if value is not None)
    return body


def service_revision(owner: Service, record: ServiceRevision) -> Body:
    """A service revision in the shape of the model's `ServiceRevision`."""
    return {
        "serviceRevisionArn": record.arn,
        "serviceArn": owner.arn,
        "clusterArn": owner.cluster.arn,
        "taskDefinition": record.definition.arn,
        "createdAt": record.created_at,
        "containerImages": [
            {"containerName": c.name, "image": c.image, "imageDigest": record.digests[c.name]}
            for c in record.definition.containers
        ],
        "guardDutyEnabled": False,
        **_settings(record.settings, REVISION_SETTINGS),
    }
