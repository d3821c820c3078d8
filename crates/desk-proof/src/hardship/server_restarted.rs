//! PostgreSQL itself is stopped while people click, at once (`immediate`, as a crash) and orderly (`fast`),
//! and started again.

use std::time::Duration;

use desk_simulation::{HARNESS, Violation};

use super::{Clicks, is_busy};
use crate::crew::{Crew, press_all_again};
use crate::http::{Request, ask};
use crate::rest;
use crate::shop::Shop;

const AWAY: &str = "while the database server is stopped a click is told to come back";
const MODES: [&str; 6] = ["immediate", "fast", "immediate", "immediate", "fast", "immediate"];
/// How long people click between two stops.
const LOAD: Duration = Duration::from_millis(1_500);
/// Over the withdraw window, so that cancels are under way when the next stop comes.
const WITHDRAWN_SECONDS: i64 = 6;

/// Returns how many clicks there were, all acknowledged or clearly refused in the end.
pub(super) async fn restart(shop: &mut Shop, clicks: &mut Clicks) -> Result<u64, Violation> {
    let for_others = shop.for_sale().await?.into_iter();
    let for_others = for_others.filter(|one| !clicks.will_click_at(one)).collect();
    let mut crew = Crew::begin(shop, for_others, shop.seed);
    for mode in MODES {
        tokio::time::sleep(LOAD).await;
        clicks.make().await?;
        let (path, key, body) = clicks.fresh().await?;
        control(shop, &format!("stop --mode {mode}")).await?;
        let answer = clicks.person.once(&path, &body, &key).await;
        let ready = ask(shop.port, &Request::get("/readyz")).await;
        control(shop, "start").await?;
        for answer in [answer, ready] {
            if !answer.as_ref().is_some_and(is_busy) {
                return Err(Violation::of(AWAY, format!("{mode}: {answer:?}")));
            }
        }
        shop.desk.lives()?;
        crew.complain().await?;
        clicks.insist(path, key, body).await?;
        shop.pass(WITHDRAWN_SECONDS).await?;
    }
    let people = crew.end().await?;
    rest::come_to_rest(shop).await?;
    Ok(press_all_again(people).await?.clicks)
}

async fn control(shop: &Shop, deed: &str) -> Result<(), Violation> {
    match &shop.place {
        Some(place) => place.control(deed).await,
        None => Err(Violation::of(HARNESS, "there is no database server")),
    }
}
