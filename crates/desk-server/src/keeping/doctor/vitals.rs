//! What is late, open or silent.

use desk_domain::Timestamp;
use desk_store::{Backlog, Overdue, Vitals};

use crate::desk::{Connection, Hooks};
use crate::keeping::Check;
use crate::limits::{
    AGENT_MISSED_SECONDS, DOCTOR_CLOCKS_APART_SECONDS, HOOK_MISSED_SECONDS, JOB_LATE_SECONDS,
    NO_PROOF_ALARM_SECONDS,
};

pub(super) fn look(vitals: &Vitals, connections: &[Connection], now: Timestamp) -> Vec<Check> {
    let backlog = &vitals.backlog;
    let mut checks = vec![jobs(&backlog.overdue_jobs, now)];
    checks.extend(set_aside(backlog));
    checks.extend([unknown(&backlog.unknown_cancellations, now), follow_ups(backlog)]);
    checks.extend(vitals.database_now.map(|theirs| clock("clock of the database", theirs, now)));
    checks.extend(connections.iter().filter_map(|connection| hooks(connection, vitals, now)));
    checks.extend(vitals.terminals.iter().map(|terminal| {
        let name = format!("agent of {}", terminal.name);
        let next = "start desk-agent on its PC, or revoke the terminal if it is gone";
        seen(name, terminal.last_seen_at, AGENT_MISSED_SECONDS, (now, next))
    }));
    checks
}

/// Two clocks. Windows, dates and proofs by time follow this machine's.
pub(super) fn clock(name: impl Into<String>, theirs: Timestamp, now: Timestamp) -> Check {
    let apart = theirs.seconds_since(now);
    if apart.abs() <= DOCTOR_CLOCKS_APART_SECONDS {
        return Check::ok(name, format!("{apart:+} s from this machine's"));
    }
    Check::bad(name, format!("{apart:+} s from this machine's"), "set the clock by NTP")
}

fn jobs(overdue: &Overdue, now: Timestamp) -> Check {
    let Overdue { count, oldest } = *overdue;
    let late = oldest.map_or(0, |at| now.seconds_since(at));
    if count > 0 && late >= JOB_LATE_SECONDS {
        let words = format!("{count} jobs are due, the oldest for {}", span(late));
        return Check::bad("jobs", words, "see that `serve` runs, and what its log says");
    }
    Check::ok("jobs", "none is late")
}

fn set_aside(backlog: &Backlog) -> Option<Check> {
    let count = backlog.jobs_set_aside;
    let words = format!("{count} are of a kind that this program does not know");
    let next = "start the newest version of `serve`";
    (count > 0).then(|| Check::warn("jobs set aside", words, next))
}

fn unknown(waiting: &Overdue, now: Timestamp) -> Check {
    let name = "unknown cancels";
    let Overdue { count, oldest: Some(oldest) } = *waiting else {
        return Check::ok(name, "none");
    };
    let age = now.seconds_since(oldest);
    let words = format!("{count}, the oldest sent {} ago", span(age));
    if age >= NO_PROOF_ALARM_SECONDS {
        let next = "look in the PG's own admin, then `cancel-desk settle`; do not cancel again";
        return Check::bad(name, words, next);
    }
    Check::warn(name, words, "wait: the desk reads their vendors; do not cancel again")
}

fn follow_ups(backlog: &Backlog) -> Check {
    let (open, overdue) = (backlog.open_follow_ups, backlog.overdue_follow_ups);
    let words = format!("{open} open, {overdue} past their day");
    if overdue == 0 {
        return Check::ok("follow-ups", words);
    }
    Check::warn("follow-ups", words, "book and money differ there: see 할 일 in the console")
}

fn hooks(connection: &Connection, vitals: &Vitals, now: Timestamp) -> Option<Check> {
    let name = format!("webhooks of {}", connection.name);
    match &connection.hooks {
        Hooks::Nobody => return None,
        Hooks::PortOne(secrets) if secrets.is_empty() => {
            let words = "not taken: no webhook secret is configured";
            let next = "set webhook_secrets; until then changes are found by reading, later";
            return Some(Check::warn(name, words, next));
        }
        Hooks::PortOne(_) | Hooks::Bootpay(_) | Hooks::Payssam(_) => {}
    }
    let last = vitals.last_hooks.iter().find(|(id, _)| *id == connection.id).map(|(_, at)| *at);
    let next =
        "register the address that `serve` prints with the vendor, and see that it is reached";
    Some(seen(name, last, HOOK_MISSED_SECONDS, (now, next)))
}

fn seen(
    name: String,
    last: Option<Timestamp>,
    missed_after: i64,
    (now, next): (Timestamp, &str),
) -> Check {
    let Some(last) = last else { return Check::warn(name, "never seen", next) };
    let silent = now.seconds_since(last);
    let words = format!("last seen {} ago", span(silent));
    if silent < missed_after { Check::ok(name, words) } else { Check::warn(name, words, next) }
}

/// The largest unit that fits.
fn span(seconds: i64) -> String {
    match seconds {
        ..60 => format!("{} s", seconds.max(0)),
        60..3_600 => format!("{} min", seconds / 60),
        3_600..86_400 => format!("{} h", seconds / 3_600),
        _ => format!("{} d", seconds / 86_400),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keeping::Level;

    const NOW: Timestamp = Timestamp(1_793_682_300_000_000);

    fn waiting(count: i64, seconds: i64) -> Overdue {
        Overdue { count, oldest: (count > 0).then(|| NOW.plus_seconds(-seconds)) }
    }

    #[track_caller]
    fn check(found: &Check, level: Level, words: &str) {
        assert_eq!(found.level, level, "{found}");
        assert!(found.words.contains(words), "{found}");
        assert_eq!(found.next.is_none(), level == Level::Ok, "{found}");
    }

    #[test]
    fn a_job_is_late_after_a_while_and_not_at_once() {
        let of = |overdue| jobs(&overdue, NOW);
        check(&of(waiting(0, 0)), Level::Ok, "none");
        check(&of(waiting(3, JOB_LATE_SECONDS - 1)), Level::Ok, "none");
        check(&of(waiting(3, JOB_LATE_SECONDS)), Level::Bad, "3 jobs");
    }

    #[test]
    fn a_job_that_was_set_aside_is_told_beside_the_late_ones() {
        let of = |count| set_aside(&Backlog { jobs_set_aside: count, ..Backlog::default() });
        assert_eq!(of(0), None);
        check(&of(2).expect("it is told"), Level::Warn, "2 are of a kind");
    }

    #[test]
    fn an_unknown_cancel_is_a_persons_after_a_day() {
        check(&unknown(&waiting(0, 0), NOW), Level::Ok, "none");
        check(&unknown(&waiting(1, 120), NOW), Level::Warn, "2 min");
        check(&unknown(&waiting(1, NO_PROOF_ALARM_SECONDS), NOW), Level::Bad, "1 d");
    }

    #[test]
    fn follow_ups_are_late_after_their_day() {
        let of = |overdue| {
            let open = Backlog { open_follow_ups: 4, ..Backlog::default() };
            follow_ups(&Backlog { overdue_follow_ups: overdue, ..open })
        };
        check(&of(0), Level::Ok, "4 open");
        check(&of(1), Level::Warn, "1 past");
    }

    #[test]
    fn clocks_may_be_a_little_apart() {
        let of = |seconds| clock("clock", NOW.plus_seconds(seconds), NOW);
        check(&of(DOCTOR_CLOCKS_APART_SECONDS), Level::Ok, "+");
        check(&of(-DOCTOR_CLOCKS_APART_SECONDS - 1), Level::Bad, "-");
    }

    #[test]
    fn who_was_never_seen_or_long_ago_is_told() {
        let of = |last| seen("agent".into(), last, 100, (NOW, "start it"));
        check(&of(None), Level::Warn, "never");
        check(&of(Some(NOW.plus_seconds(-99))), Level::Ok, "1 min");
        check(&of(Some(NOW.plus_seconds(-100))), Level::Warn, "1 min");
    }
}
