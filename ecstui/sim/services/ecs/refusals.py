"""How ECS says no: codes from the model, AWS's wording where it is documented or well known."""

from ecstui.sim.call import AwsError


def invalid(message: str) -> AwsError:
    """A parameter is not acceptable."""
    return AwsError("InvalidParameterException", message)


def client_error(message: str) -> AwsError:
    """The request makes no sense in the present state."""
    return AwsError("ClientException", message)


def cluster_not_found() -> AwsError:
    """No such cluster here."""
    return AwsError("ClusterNotFoundException", "Cluster not found.")


def service_not_found() -> AwsError:
    """No such service in the cluster."""
    return AwsError("ServiceNotFoundException", "Service not found.")


def service_not_active() -> AwsError:
    """The service is DRAINING or INACTIVE."""
    return AwsError("ServiceNotActiveException", "Service was not ACTIVE.")


def task_not_found() -> AwsError:
    """No such task in the cluster."""
    return invalid("The referenced task was not found.")


def conflict(message: str, resources: list[str] | None = None) -> AwsError:
    """The resource's present state forbids it."""
    if not resources:
        return AwsError("ConflictException", message)
    return AwsError("ConflictException", message, resourceIds=resources)
