//! What surrounds the programs fails: the disk, the clock, the database server, the vendor's name. Each
//! time the person hears a clear no, nothing is lost, and all goes on by itself once it is over.

mod clock_back;
mod connections_taken;
mod database_away;
mod disk_full;
mod name_lost;
mod no_such_host;
mod one_payment;
mod read_only;
mod server_restarted;

use desk_simulation::{HARNESS, Violation};
use serde_json::Value;

use crate::book::Listed;
use crate::client::Browser;
use crate::http::Answer;
use crate::shop::{Shop, wanted};
use crate::vendors::Vendor;

pub(crate) use name_lost::lose_the_name;
pub(crate) use no_such_host::no_such_host;

const PART_WON: i64 = 10_000;

/// All that befalls this shop, one after another. Returns their names.
pub(crate) async fn befall(shop: &mut Shop) -> Result<Vec<String>, Violation> {
    let mut clicks = Clicks::begin(shop).await?;
    clock_back::set_back(shop, &mut clicks).await?;
    let mut befallen = vec!["clock set back".to_owned()];
    if let Some(place) = &shop.place {
        let may_stop = place.may_stop();
        database_away::restart(shop, &mut clicks).await?;
        connections_taken::take(shop, &mut clicks).await?;
        befallen.extend(["PostgreSQL cut off", "connections exhausted"].map(str::to_owned));
        if may_stop {
            let others = server_restarted::restart(shop, &mut clicks).await?;
            befallen.push(format!("PostgreSQL stopped and started under {others} clicks"));
        }
        clicks.press_all_again().await?;
        return Ok(befallen);
    }
    let disk = disk_full::fill(shop, &mut clicks).await?;
    clicks.press_all_again().await?;
    read_only::refuse(shop).await?;
    befallen.extend([disk, "read-only file".to_owned()]);
    Ok(befallen)
}

/// One person with one payment after another, and every answer they were given.
struct Clicks {
    person: Browser,
    payments: Vec<Listed>,
    /// Path, key and body, and the cancellation that was made.
    made: Vec<(String, String, Value, String)>,
}

impl Clicks {
    async fn begin(shop: &Shop) -> Result<Self, Violation> {
        let payments = shop.for_sale().await?.into_iter();
        let payments = payments.filter(|one| one.vendor() == Some(Vendor::PortOne)).collect();
        let mut person = Browser::new(shop.port, "manager");
        person.insist("GET", "/api/session", None).await?;
        Ok(Self { person, payments, made: Vec::new() })
    }

    fn will_click_at(&self, payment: &Listed) -> bool {
        self.payments.iter().any(|one| one.id == payment.id)
    }

    /// A part of the next payment, as its dialog sends it.
    fn next(&mut self) -> Result<(String, String, Value), Violation> {
        let payment = self.payments.pop();
        let payment = payment.ok_or_else(|| Violation::of(HARNESS, "no payment is left"))?;
        let key = format!("hardship-{}", payment.id);
        let path = format!("/api/payments/{}/cancellations", payment.id);
        Ok((path, key, wanted("full", PART_WON, PART_WON)))
    }

    /// A click that must be taken.
    async fn make(&mut self) -> Result<(), Violation> {
        let (path, key, body) = self.fresh().await?;
        self.insist(path, key, body).await
    }

    /// The next click with the balance that is left.
    async fn fresh(&mut self) -> Result<(String, String, Value), Violation> {
        let (path, key, mut body) = self.next()?;
        let payment = path.trim_end_matches("/cancellations");
        let shown = self.person.insist("GET", payment, None).await?;
        let left = &shown.body["payment"]["cancellable_won"];
        body["amount_won"] = left.clone();
        body["expected_cancellable_won"] = left.clone();
        Ok((path, key, body))
    }

    async fn insist(&mut self, path: String, key: String, body: Value) -> Result<(), Violation> {
        let answer = self.person.press("POST", &path, Some(&body), Some(&key)).await?;
        match answer.body["id"].as_str().filter(|_| answer.is_success()) {
            Some(id) => {
                self.made.push((path, key, body, id.to_owned()));
                Ok(())
            }
            None => Err(Violation::of("a click is taken again", format!("{answer:?}"))),
        }
    }

    async fn press_all_again(&mut self) -> Result<(), Violation> {
        for (path, key, body, made) in &self.made {
            let answer = self.person.press("POST", path, Some(body), Some(key)).await?;
            if answer.body["id"].as_str() != Some(made) {
                return Err(Violation::of("what was acknowledged stays", format!("{answer:?}")));
            }
        }
        Ok(())
    }
}

/// "Come back", in words that a screen has.
fn is_busy(answer: &Answer) -> bool {
    answer.status == 503 && answer.code() == "unavailable"
}
