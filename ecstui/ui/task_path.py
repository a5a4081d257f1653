"""What the paths of a service or a task are worked out from, and how."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from ecstui.analysis.network.names import NAMES
from ecstui.analysis.network.needs import needs
from ecstui.analysis.network.origins import Attached, Origin
from ecstui.analysis.network.outcomes import Outcome, Way, outcomes, ways
from ecstui.analysis.network.targets import target_paths
from ecstui.model.ecs import ContainerInstance, Service, Task, TaskDefinition
from ecstui.model.network import Network
from ecstui.state import feeds
from ecstui.state.feed import Feed
from ecstui.ui.subject import Kind, Subject
from ecstui.ui.task_rows import stopped_of, tasks_feed
from ecstui.ui.view import Readings

FARGATE = "FARGATE"
FAILED_TO_START = "TaskFailedToStart"
LAST = 20
"""So many stopped tasks tell where a service's tasks go, the last ones."""
SHELL = "ssmmessages"
"""What a task itself talks to, not the agent of its instance."""


@dataclass(frozen=True, slots=True)
class PathReading:
    """What is known of a service or a task, of all that its paths depend on."""

    subject: Subject
    readings: Readings

    @property
    def service(self) -> Service | None:
        """The service, or that of the task."""
        found = self.subject.within(Kind.SERVICE)
        arn = found.id if found is not None else self.subject.service
        roster = self.readings.value(feeds.services(self.subject.cluster))
        items = roster.items if roster is not None else ()
        return next((each for each in items if each.service_arn == arn), None)

    @property
    def running(self) -> tuple[Task, ...]:
        """The tasks that run, or are to run."""
        roster = self.readings.value(tasks_feed(self.subject))
        return tuple(roster.items) if roster is not None else ()

    @property
    def tasks(self) -> tuple[Task, ...]:
        """The task; or those of the service, stopped ones if they tell more."""
        stopped = stopped_of(self.subject, self.readings)
        if self.subject.kind is Kind.TASK:
            both = (*self.running, *stopped)
            return tuple(it for it in both if it.task_arn == self.subject.id)[:1]
        last = sorted(stopped, key=lambda it: str(it.stopped_at), reverse=True)
        failed = [it for it in last if it.stop_code == FAILED_TO_START and not _has_own(it)]
        return (*self.running, *(failed if self.running else last)[:LAST])

    @property
    def definition(self) -> TaskDefinition | None:
        """What the task runs, or what new tasks of the service will."""
        arn = self.definition_arn
        return self.readings.value(feeds.task_definition(arn)) if arn else None

    @property
    def definition_arn(self) -> str:
        """Its ARN; empty while it is not known."""
        service, tasks = self.service, self.tasks
        if self.subject.kind is not Kind.TASK and service is not None and service.task_definition:
            return service.task_definition
        return tasks[0].task_definition_arn if tasks else ""

    @property
    def on_fargate(self) -> bool:
        """Whether its tasks run on AWS Fargate."""
        if self.subject.kind is Kind.TASK or self.service is None:
            return _any_on_fargate(self.tasks)
        strategy = self.service.capacity_provider_strategy
        named = any(item.capacity_provider.startswith(FARGATE) for item in strategy)
        return named or self.service.launch_type == FARGATE

    @property
    def candidates(self) -> tuple[ContainerInstance, ...]:
        """The container instances that the service's tasks may be placed on."""
        found = self.readings.value(feeds.container_instances(self.subject.cluster))
        strategy = self.service.capacity_provider_strategy if self.service is not None else ()
        wanted = {item.capacity_provider for item in strategy}
        items = found.items if found is not None else ()
        return tuple(it for it in items if not wanted or it.capacity_provider_name in wanted)

    @property
    def networks(self) -> tuple[Network, ...]:
        """The VPCs that its tasks are in, as far as they have been read."""
        vpcs = self.readings.value(self.vpcs_feed) or ()
        found = (self.readings.value(feeds.network(vpc)) for vpc in vpcs)
        return tuple(network for network in found if network is not None)

    @property
    def vpcs_feed(self) -> Feed[tuple[str, ...]]:
        """Which VPCs its tasks are in."""
        subnets = {task.subnet_id for task in self.tasks} - {None}
        instances: set[str | None] = set()
        if not self.on_fargate:
            # Those that tasks may come to as well: they change less often than tasks move.
            known = self._ec2_ids
            instances = {known.get(task.container_instance_arn or "") for task in self.tasks}
            instances |= {it.ec2_instance_id for it in self.candidates}
        settings = self._settings
        subnets |= set(settings.subnets) if settings is not None else set()
        return feeds.home_vpcs(_ordered(subnets), _ordered(instances))

    @property
    def _settings(self) -> Any:
        network = self.service.network_configuration if self.service is not None else None
        return network.awsvpc_configuration if network is not None else None

    @property
    def _ec2_ids(self) -> dict[str, str | None]:
        found = self.readings.value(feeds.container_instances(self.subject.cluster))
        items = found.items if found is not None else ()
        return {it.container_instance_arn: it.ec2_instance_id for it in items}

    @property
    def groups_feed(self) -> Feed[Any] | None:
        """The target groups of the service; None if it has none."""
        balancers = self.service.load_balancers if self.service is not None else ()
        arns = _ordered({it.target_group_arn for it in balancers})
        return feeds.target_groups(arns) if arns else None

    def wanted(self) -> Iterator[Feed[Any]]:
        """What is to be read, as far as that is known by now."""
        first = list(self._wanted_of_ecs())
        yield from first
        if all(map(self._answered, first)):
            yield from self._wanted_of_the_network()

    def _answered(self, feed: Feed[Any]) -> bool:
        snapshot = self.readings.snapshot(feed)
        return snapshot.as_of is not None or snapshot.trouble is not None

    def _wanted_of_ecs(self) -> Iterator[Feed[Any]]:
        cluster = self.subject.cluster
        service, tasks = feeds.services(cluster), tasks_feed(self.subject)
        yield from (tasks, service) if self.subject.kind is Kind.TASK else (service, tasks)
        if self.readings.value(tasks) is not None and self._wants_stopped:
            yield feeds.all_stopped_tasks(cluster)
        if arn := self.definition_arn:
            yield feeds.task_definition(arn)
        if not self.on_fargate and (self.service or self.tasks):
            yield feeds.container_instances(cluster)

    @property
    def _wants_stopped(self) -> bool:
        """Whether stopped tasks may tell more. What they tell does not count here: they are told
        only as long as they are wanted, and nothing would ever be settled.
        """
        if self.subject.kind is Kind.TASK:
            return all(task.task_arn != self.subject.id for task in self.running)
        if not self.running:
            return True
        return not (self.on_fargate if self.service is not None else _any_on_fargate(self.running))

    def _wanted_of_the_network(self) -> Iterator[Feed[Any]]:
        if (vpcs := self.vpcs_feed).key != feeds.home_vpcs((), ()).key:
            yield vpcs
            yield from (feeds.network(each) for each in self.readings.value(vpcs) or ())
        if (groups := self.groups_feed) is not None:
            yield groups

    @property
    def settled(self) -> bool:
        """Whether all that is wanted has been read, or could not be."""
        return all(map(self._answered, self.wanted()))

    def outcomes(self) -> tuple[Outcome, ...]:
        """What becomes of the packets of each need; none while too little is known."""
        definition, networks = self.definition, self.networks
        vpcs = self.readings.value(self.vpcs_feed)
        if definition is None or vpcs is None or len(networks) < len(vpcs):
            return ()
        return outcomes(self._ways(definition))

    def origins(self, *, hosts: bool = False) -> tuple[Origin, ...]:
        """Where packets of the tasks set out; or those of the agent that starts them."""
        attached = Attached(self.networks, self._settings, self._ec2_ids, self.on_fargate)
        if self.subject.kind is Kind.TASK:
            return attached.of_tasks(self.tasks, hosts=hosts)
        arns = [it.container_instance_arn for it in self.candidates]
        return attached.of_service(self.tasks, arns, hosts=hosts)

    def _ways(self, definition: TaskDefinition) -> Iterator[Way]:
        region = definition.task_definition_arn.split(":")[3]
        hosts, own = self.origins(hosts=True), self.origins()
        shell = self._shell
        found = needs(definition, region, instance=not self.on_fargate, shell=shell)
        by_task = [need for need in found if need.service == SHELL]
        yield from ways(own, (NAMES, *by_task), region)
        yield from ways(hosts, (need for need in found if need not in by_task), region)
        groups = self.groups_feed
        known = self.readings.value(groups) if groups is not None else ()
        balancers = self.service.load_balancers if self.service is not None else ()
        for origin in own:
            for need, path in target_paths(origin, balancers, known, definition):
                yield origin, need, path

    @property
    def ports(self) -> tuple[int, ...]:
        """The ports of TCP that its tasks listen on: the containers', or the instances'."""
        definition = self.definition
        if definition is None:
            return ()
        if definition.network_mode not in ("awsvpc", "host"):
            bindings = (b for t in self.running for c in t.containers for b in c.network_bindings)
            return tuple(sorted({it.host_port for it in bindings if it.host_port}))
        mappings = (it for each in definition.container_definitions for it in each.port_mappings)
        tcp = {it.container_port for it in mappings if it.protocol == "tcp" and it.container_port}
        return tuple(sorted(tcp))

    @property
    def _shell(self) -> bool:
        if self.subject.kind is Kind.TASK:
            return any(task.enable_execute_command for task in self.tasks)
        return self.service is not None and self.service.enable_execute_command


def _has_own(task: Task) -> bool:
    return bool(task.network_interface_id or task.subnet_id)


def _ordered(ids: set[str | None]) -> tuple[str, ...]:
    return tuple(sorted(each for each in ids if each))


def _any_on_fargate(tasks: Iterable[Task]) -> bool:
    return any(task.launch_type == FARGATE for task in tasks)
