//! Somebody else has taken every connection that PostgreSQL gives out, and lets go of them later.

use desk_simulation::{HARNESS, Violation};

use super::{Clicks, is_busy};
use crate::http::{Request, ask};
use crate::shop::Shop;

const TAKEN: &str = "while no connection is left a click is told to come back";

pub(super) async fn take(shop: &mut Shop, clicks: &mut Clicks) -> Result<(), Violation> {
    clicks.make().await?;
    let (path, key, body) = clicks.fresh().await?;
    let Some(place) = &mut shop.place else {
        return Err(Violation::of(HARNESS, "there is no database server"));
    };
    let taken = place.be_taken().await?;
    let answer = clicks.person.once(&path, &body, &key).await;
    let ready = ask(shop.port, &Request::get("/readyz")).await;
    drop(taken);
    for answer in [answer, ready] {
        if !answer.as_ref().is_some_and(is_busy) {
            return Err(Violation::of(TAKEN, format!("{answer:?}")));
        }
    }
    shop.desk.lives()?;
    clicks.insist(path, key, body).await
}
