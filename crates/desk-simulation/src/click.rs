//! Clicks, and what each key was answered.

use std::collections::BTreeMap;

use axum::extract::Request;
use serde_json::{Value, json};

use crate::browser::{Answer, request};
use crate::plan::{Click, Deed, Payment, Person, Vendor};
use crate::violation::Violation;
use crate::world::World;

pub(crate) const SAME_ANSWER: &str = "the same key always gives the same answer";

/// What a browser keeps of a dialog, and what came of it.
#[derive(Clone, Debug)]
struct Kept {
    payment: Payment,
    deed: Deed,
    body: Value,
    /// The cancellation that the key made.
    made: Option<String>,
}

#[derive(Debug, Default)]
pub(crate) struct Keys(BTreeMap<(Person, u8), Kept>);

/// A click, ready to be sent.
pub(crate) struct Sent {
    person: Person,
    key: u8,
    /// It repeats what its key was used for.
    repeats: bool,
    pub(crate) request: Request,
}

impl World {
    pub(crate) async fn prepare(&mut self, click: &Click) -> Result<Sent, Violation> {
        let cookie = self.cookie(click.replica, click.person).await?;
        if click.deed == Deed::Force {
            self.step_up(click, &cookie).await;
        }
        let fresh = Kept {
            payment: click.payment,
            deed: click.deed,
            body: self.body_of(click).await?,
            made: None,
        };
        let known = self.keys.0.entry((click.person, click.key)).or_insert_with(|| fresh.clone());
        let repeats = known.payment == click.payment && known.deed == click.deed;
        if !repeats && known.made.is_none() {
            *known = fresh.clone();
        }
        let body = if repeats { known.body.clone() } else { fresh.body };
        let path =
            format!("/api/payments/{}/cancellations", self.payments[click.payment].id);
        let key = format!("key-of-{}-{:08}", click.person.login(), click.key);
        let headers = [("idempotency-key", key.as_str())];
        let request = request(&path, Some(&cookie), &headers, Some(&body));
        Ok(Sent { person: click.person, key: click.key, repeats, request })
    }

    /// Presses once more every button whose key has made something.
    pub(crate) async fn press_all_again(&mut self) -> Result<(), Violation> {
        let used = self.keys.0.iter().filter(|(_, kept)| kept.made.is_some());
        let clicks: Vec<Click> = used
            .map(|(&(person, key), kept)| {
                let (payment, deed) = (kept.payment, kept.deed);
                Click { replica: 1, person, payment, key, deed }
            })
            .collect();
        for click in clicks {
            let sent = self.prepare(&click).await?;
            let (person, key) = (sent.person, sent.key);
            let answer = self.ask(click.replica, sent.request).await;
            self.keys.judge(person, key, true, &answer)?;
        }
        Ok(())
    }

    async fn step_up(&mut self, click: &Click, cookie: &str) {
        let body = json!({ "password": crate::template::PASSWORD });
        let request = request("/api/session/step-up", Some(cookie), &[], Some(&body));
        self.ask(click.replica, request).await;
    }

    /// What the dialog sends: it shows the balance of this moment.
    async fn body_of(&self, click: &Click) -> Result<Value, Violation> {
        let stocked = &self.payments[click.payment];
        let row = self.replicas[click.replica].desk.store.payment(&stocked.id).await?;
        let left_won = row.map_or(0, |row| row.payment.cancellable().0);
        let (kind, amount_won) = match click.deed {
            Deed::Full => ("full", left_won),
            Deed::Part { won } => ("partial", won),
            Deed::Force => ("force", left_won),
        };
        let mut body = json!({
            "kind": kind,
            "amount_won": amount_won,
            "reason_code": "customer_request",
            "expected_cancellable_won": left_won,
        });
        if stocked.vendor == Vendor::PortOneAccount && click.deed != Deed::Force {
            body["refund_account"] = json!({
                "bank": "KOOKMIN", "number": "123-456-789012", "holder_name": "김하늘",
            });
        }
        Ok(body)
    }
}

impl Sent {
    pub(crate) fn mark(&self) -> (Person, u8, bool) {
        (self.person, self.key, self.repeats)
    }
}

impl Keys {
    /// A key that has made a cancellation answers with that one for ever, and with a no to any other
    /// body. One that has made none may be refused or make one now.
    pub(crate) fn judge(
        &mut self,
        person: Person,
        key: u8,
        repeats: bool,
        answer: &Answer,
    ) -> Result<(), Violation> {
        let told = answer.body["id"].as_str().filter(|_| answer.is_success());
        let Some(kept) = self.0.get_mut(&(person, key)) else { return Ok(()) };
        let is_right = match (&kept.made, repeats) {
            (Some(made), true) => told == Some(made.as_str()),
            (Some(_), false) => answer.status == 422,
            (None, _) => answer.status < 500,
        };
        if !is_right {
            let what = format!("{person:?}'s key {key} made {:?}, now: {answer:?}", kept.made);
            return Err(Violation::of(SAME_ANSWER, what));
        }
        if kept.made.is_none() {
            kept.made = told.map(str::to_owned);
        }
        Ok(())
    }
}
