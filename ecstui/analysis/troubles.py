"""What is wrong with a service at this moment: its tasks do not start, do not stay, or are missing.

Only what concerns what the service runs now counts. A service that was given something else to
run is not blamed for what the thing before it did.
"""

from datetime import datetime, timedelta

from ecstui.analysis import rollouts, stops
from ecstui.analysis.case import Case, Health, State
from ecstui.analysis.event_texts import Meaning, decisive, meaning, newest, statement
from ecstui.analysis.wording import Said, clause
from ecstui.model.ecs import Task

CRASH_WINDOW = timedelta(minutes=10)
CRASH_STOPS = 3
"""So many stops within the window are a crash loop. ECS itself does not say so: its failedTasks
goes back to 0 when a task runs, and its launch throttling ignores tasks that reached RUNNING."""

SETTLING = timedelta(minutes=2)
"""A shortfall this young is a service getting there."""

TELLING = frozenset({Meaning.STARTED, Meaning.BLOCKED, Meaning.LAUNCH_THROTTLED})
"""Events that show that tasks were missing when they were written."""


def throttled(case: Case) -> Health | None:
    """ECS waits longer and longer before it starts the next task: why the last one stopped."""
    event = newest(case.troubles, Meaning.LAUNCH_THROTTLED)
    if event is None:
        return None
    failures = [task for task in case.stopped if not stops.is_benign(task) and _is_of(case, task)]
    last = max(failures, key=lambda task: stops.stop_time(task) or case.now, default=None)
    why = f"{clause(stops.cause(last))} at the last stop; " if last is not None else ""
    said = clause(statement(event).split(". ")[0])
    return Health(State.THROTTLED, (f"{why}{said}, ", event.created_at, " ago"))


def crashing(case: Case) -> Health | None:
    """Tasks stop over and over. This is the console's own judgement, ECS has no word for it.

    Three failures within ten minutes are a crash loop. A task that ends with exit code 0 may have
    done its work, so clean exits count only once there are also as many of them as the service
    wants tasks: by then each of its tasks may have gone.
    """
    recent = stops.recent_failures(case.stopped, case.now, CRASH_WINDOW)
    recent = [task for task in recent if _is_of(case, task)]
    failures = [task for task in recent if not stops.is_clean_exit(task)]
    if len(recent) - len(failures) >= max(CRASH_STOPS, case.service.desired_count):
        failures = recent
    if len(failures) < CRASH_STOPS:
        return None
    return Health(State.CRASHING, (stops.evidence(failures, CRASH_WINDOW),))


def _is_of(case: Case, task: Task) -> bool:
    """Whether a stopped task is one of what the service still runs."""
    definitions = {d.task_definition for d in case.service.deployments if d.task_definition}
    if definitions and task.task_definition_arn:
        return task.task_definition_arn in definitions
    when = stops.stop_time(task)
    return case.primary is None or when is None or when >= case.primary.created_at


def stuck(case: Case) -> Health | None:
    """Tasks are missing and ECS says what keeps it from starting them."""
    event = newest(case.troubles, Meaning.BLOCKED)
    if event is None or not case.short:
        return None
    said = clause(statement(event).split(" For more information")[0])
    first = f"{why}: " if (why := decisive(event)) else ""
    return Health(State.STUCK, (f"{first}{said}, ", event.created_at, " ago"))


def short_of_tasks(case: Case) -> Health | None:
    """Tasks are missing for longer than it takes to start some, and no rollout explains it."""
    began = _shortfall_began(case)
    if not case.short or rollouts.goes_well(case):
        return None
    if began is None or case.now - began < SETTLING:
        return None
    return Health(State.DEGRADED, (f"{case.tally} for ", began))


def _shortfall_began(case: Case) -> datetime | None:
    """When the first event since the last steady state told that tasks were missing.

    Where none does, as for a task that is lost and cannot be replaced, when it was first seen.
    """
    told = (event.created_at for event in reversed(case.news) if meaning(event) in TELLING)
    return next(told, case.short_since)


def at_this_moment(case: Case) -> Said:
    """What is wrong now, in words, with a service that is already red for something else."""
    for rule in (throttled, crashing, stuck):
        if (health := rule(case)) is not None:
            return health.said
    return (f"{case.tally}, {case.service.pending_count} pending",) if case.short else ()
