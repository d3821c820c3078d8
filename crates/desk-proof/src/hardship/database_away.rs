//! PostgreSQL is cut off: every connection ends, and for a while there are no new ones.

use desk_simulation::{HARNESS, Violation};

use super::{Clicks, is_busy};
use crate::http::{Request, ask};
use crate::shop::Shop;

const AWAY: &str = "while the database is away a click is told to come back";

pub(super) async fn restart(shop: &mut Shop, clicks: &mut Clicks) -> Result<(), Violation> {
    clicks.make().await?;
    let (path, key, body) = clicks.fresh().await?;
    let Some(place) = &mut shop.place else {
        return Err(Violation::of(HARNESS, "there is no database server"));
    };
    place.go_away().await?;
    let answer = clicks.person.once(&path, &body, &key).await;
    let ready = ask(shop.port, &Request::get("/readyz")).await;
    place.come_back().await?;
    for answer in [answer, ready] {
        if !answer.as_ref().is_some_and(is_busy) {
            return Err(Violation::of(AWAY, format!("{answer:?}")));
        }
    }
    shop.desk.lives()?;
    clicks.insist(path, key, body).await
}
