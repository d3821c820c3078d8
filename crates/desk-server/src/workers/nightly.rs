//! 어젯밤 요약: how far each merchant's book agreed with its vendors when the day was over, written down once.

use std::sync::Arc;

use chrono::NaiveDate;
use desk_domain::Timestamp;
use desk_store::StoreError;

use crate::desk::Desk;
use crate::limits::{NIGHT_AT_SECONDS, NIGHT_NAP};

/// Looks again and again, until the desk stops. What another replica has written is left as it is.
pub(super) async fn run(desk: Arc<Desk>) {
    let mut stopping = desk.stopping();
    let nights = async {
        let mut done = None;
        loop {
            let due = due_day(desk.now());
            if due.is_some() && due != done {
                match sum_up_nights(&desk).await {
                    Ok(_) => done = due,
                    Err(error) => tracing::warn!(%error, "the day is summed up later"),
                }
            }
            tokio::time::sleep(NIGHT_NAP).await;
        }
    };
    tokio::select! {
        _ = stopping.wait_for(|stopping| *stopping) => {}
        () = nights => {}
    }
}

/// Sums up the day that is over, for every merchant where nobody has done so. Returns how many there were.
///
/// # Errors
/// When the store fails; who was summed up before stays so.
pub async fn sum_up_nights(desk: &Desk) -> Result<u32, StoreError> {
    let Some(day) = due_day(desk.now()) else { return Ok(0) };
    let mut written = 0;
    for merchant in desk.store.merchants().await? {
        written +=
            u32::from(desk.store.write_night(&merchant.id, day, desk.now()).await?.is_some());
    }
    Ok(written)
}

/// Yesterday, once today is old enough. Days before it cannot be told any more.
fn due_day(now: Timestamp) -> Option<NaiveDate> {
    let today = now.kst_date();
    let into_today = now.seconds_since(Timestamp::start_of_kst_date(today));
    if into_today < NIGHT_AT_SECONDS { None } else { today.pred_opt() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(now: &str, day: Option<&str>) {
        let due = due_day(Timestamp::parse_rfc3339(now).unwrap());
        assert_eq!(due.map(|due| due.to_string()).as_deref(), day);
    }

    #[test]
    fn a_day_is_over_at_four_in_the_morning() {
        check("2026-12-01T03:59:59+09:00", None);
        check("2026-12-01T04:00:00+09:00", Some("2026-11-30"));
        check("2026-12-01T23:59:59+09:00", Some("2026-11-30"));
    }
}
