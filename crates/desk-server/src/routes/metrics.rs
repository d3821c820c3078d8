//! Numbers for whoever watches the desk from outside, on an address of their own: they are the operator's.

use std::fmt::Write as _;
use std::sync::Arc;

use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use desk_domain::Timestamp;
use desk_store::{Backlog, Overdue};

use crate::desk::Desk;

/// What this process turned away, and what is late or open in the book. Where the database does not
/// answer, that is the news.
pub(super) async fn read(State(desk): State<Arc<Desk>>) -> impl IntoResponse {
    let found = desk.store.backlog(desk.now()).await;
    if let Err(error) = &found {
        tracing::error!(%error, "the backlog could not be counted");
    }
    let text = desk.refusals.metrics() + &gauges(found.ok().as_ref(), desk.now());
    ([(CONTENT_TYPE, "text/plain; version=0.0.4")], text)
}

fn gauges(backlog: Option<&Backlog>, now: Timestamp) -> String {
    let mut text = String::new();
    let mut gauge = |name: &str, help: &str, number: i64| {
        let name = format!("cancel_desk_{name}");
        writeln!(text, "# HELP {name} {help}\n# TYPE {name} gauge\n{name} {number}")
            .expect("a text takes whatever is written");
    };
    gauge("store_up", "Whether the database answers.", i64::from(backlog.is_some()));
    if let Some(backlog) = backlog {
        let (jobs, unknown) = (backlog.overdue_jobs, backlog.unknown_cancellations);
        gauge("jobs_due", "Jobs whose time has come.", jobs.count);
        gauge("jobs_due_seconds", "For how long the oldest of them has been due.", age(jobs, now));
        gauge("jobs_set_aside", "Jobs that this program cannot do.", backlog.jobs_set_aside);
        gauge("unknown_cancels", "Cancels of which nobody knows the end yet.", unknown.count);
        gauge("unknown_cancels_seconds", "How long ago the oldest was sent.", age(unknown, now));
        gauge("follow_ups_open", "Follow-ups that are open.", backlog.open_follow_ups);
        gauge("follow_ups_overdue", "Follow-ups past their day.", backlog.overdue_follow_ups);
    }
    text
}

fn age(waiting: Overdue, now: Timestamp) -> i64 {
    waiting.oldest.map_or(0, |at| now.seconds_since(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_database_that_does_not_answer_is_told_and_nothing_is_made_up() {
        let text = gauges(None, Timestamp(0));
        assert!(text.ends_with("\ncancel_desk_store_up 0\n"), "{text}");
        assert!(!text.contains("jobs"), "{text}");
    }

    #[test]
    fn each_number_has_its_name() {
        let overdue_jobs = Overdue { count: 3, oldest: Some(Timestamp(5_000_000)) };
        let backlog = Backlog { overdue_jobs, jobs_set_aside: 2, ..Backlog::default() };
        let text = gauges(Some(&backlog), Timestamp(65_000_000));
        for line in ["store_up 1", "jobs_due 3", "jobs_due_seconds 60", "jobs_set_aside 2"] {
            assert!(text.contains(&format!("\ncancel_desk_{line}\n")), "{line}: {text}");
        }
        assert!(text.ends_with("\ncancel_desk_follow_ups_overdue 0\n"), "{text}");
    }
}
