//! Nothing new happens any more: the programs go on until there is nothing left to do, and then the laws
//! must hold.

use std::time::Duration;

use desk_simulation::{Sight, Violation, holds_at_rest};

use crate::book::Book;
use crate::shop::Shop;
use crate::signing::sign_what_is_in_doubt;

const AUDIT: &str = "the audit chain verifies";
const JOURNAL: &str = "the agent's journal has nothing left to do";
/// How often time jumps to the next job. A cancel without proof takes a day of looks before it is a
/// manager's.
const JUMPS_MAX: u32 = 250;
/// How often it is looked whether due jobs are done: minutes in all.
const LOOKS_MAX: u32 = 2_000;
/// Jobs that are due within so many seconds of one another are worked off together.
const TOGETHER_SECONDS: i64 = 60;
/// How long PaySsam waits before it tells once more what nobody has heard.
const CALLS_EVERY_SECONDS: i64 = 60 * 60;
/// How long due jobs may take before the next look.
const WORK: Duration = Duration::from_millis(150);
/// A demo looks at its vendors' clock every second.
const LOOK_AT_CLOCK: Duration = Duration::from_millis(1_050);
const MICROS: i64 = 1_000_000;

/// Lets everything come to its end.
pub(crate) async fn come_to_rest(shop: &mut Shop) -> Result<(), Violation> {
    shop.weather.turn(0);
    shop.weather.settle().await;
    shop.ready().await?;
    // An agent that the desk has died under for minutes takes its time to dial again; a new one does not.
    shop.agent.restart().await?;
    let (mut jumps, mut looks) = (0, 0);
    while jumps < JUMPS_MAX && looks < LOOKS_MAX {
        tokio::time::sleep(WORK).await;
        looks += 1;
        let away = match shop.book.next_job_at().await? {
            Some(next) => next / MICROS - shop.vendors.now_seconds().await?,
            None if shop.vendors.has_calls_to_make().await? => CALLS_EVERY_SECONDS,
            None => return Ok(()),
        };
        if away > 0 {
            sign_what_is_in_doubt(shop).await?;
            shop.pass(away + TOGETHER_SECONDS).await?;
            tokio::time::sleep(LOOK_AT_CLOCK).await;
            jumps += 1;
        }
    }
    // Whatever is left now is stuck; the laws will say what it is.
    Ok(())
}

/// The laws of the histories, and what only files can break.
pub(crate) async fn hold_laws(shop: &mut Shop) -> Result<Sight, Violation> {
    let sight = shop.look().await?;
    holds_at_rest(&sight)?;
    shop.book.check_integrity().await?;
    let url = shop.book.url();
    shop.run(
        AUDIT,
        "cancel-desk",
        &["audit", "verify", "--database-url", &url, "--data", &data(shop)],
    )
    .await?;
    let agent = shop.path("agent").display().to_string();
    let status = shop.run(JOURNAL, "desk-agent", &["status", "--data", &agent]).await?;
    let left = |line: &&str| {
        ["taken", "at device", "unknown", "untold"].iter().any(|word| line.starts_with(word))
    };
    match status.lines().find(left) {
        None => Ok(sight),
        Some(left) => Err(Violation::of(JOURNAL, left)),
    }
}

fn data(shop: &Shop) -> String {
    match &shop.book {
        Book::File(path) => path.with_file_name("").display().to_string(),
        Book::Server(_) => shop.path("desk").display().to_string(),
    }
}
