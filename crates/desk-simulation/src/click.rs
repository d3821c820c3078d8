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
    pub(crate) deed: Pressed,
    pub(crate) request: Request,
}

/// Whose key was pressed for what.
#[derive(Clone, Debug)]
pub(crate) struct Pressed {
    person: Person,
    key: u8,
    kept: Kept,
}

impl World {
    pub(crate) async fn prepare(&mut self, click: &Click) -> Result<Sent, Violation> {
        let cookie = self.cookie(click.replica, click.person).await?;
        if click.deed == Deed::Force {
            self.step_up(click, &cookie).await;
        }
        let (payment, deed) = (click.payment, click.deed);
        let known = self.keys.0.get(&(click.person, click.key));
        let kept = match known.filter(|known| known.payment == payment && known.deed == deed) {
            Some(known) => known.clone(),
            None => Kept { payment, deed, body: self.body_of(click).await?, made: None },
        };
        let path = format!("/api/payments/{}/cancellations", self.payments[payment].id);
        let key = format!("key-of-{}-{:08}", click.person.login(), click.key);
        let headers = [("idempotency-key", key.as_str())];
        let request = request(&path, Some(&cookie), &headers, Some(&kept.body));
        let deed = Pressed { person: click.person, key: click.key, kept };
        Ok(Sent { deed, request })
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
            let answer = self.ask(click.replica, sent.request).await;
            self.keys.judge(sent.deed, &answer, false)?;
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

impl Keys {
    /// A browser keeps its key and what it was pressed for before it asks.
    pub(crate) fn keep(&mut self, pressed: &Pressed) {
        let known = self.0.entry((pressed.person, pressed.key)).or_insert(pressed.kept.clone());
        if known.made.is_none() {
            *known = pressed.kept.clone();
        }
    }

    /// A key that has made a cancellation answers with that one for ever, and with a no to any other
    /// body: its own no, unless both came at once and another reason was found first. One that has made
    /// none may be refused or make one now.
    pub(crate) fn judge(
        &mut self,
        pressed: Pressed,
        answer: &Answer,
        at_once: bool,
    ) -> Result<(), Violation> {
        let told = answer.body["id"].as_str().filter(|_| answer.is_success());
        let Pressed { person, key, kept } = pressed;
        let made = self.0.get(&(person, key)).filter(|known| known.made.is_some());
        let is_right = match made {
            Some(known) if known.payment == kept.payment && known.body == kept.body => {
                told == known.made.as_deref()
            }
            Some(_) if at_once => (400..500).contains(&answer.status),
            Some(_) => answer.status == 422,
            None => answer.status < 500,
        };
        if !is_right {
            let what = format!("{person:?}'s key {key} was {made:?}, now: {kept:?}: {answer:?}");
            return Err(Violation::of(SAME_ANSWER, what));
        }
        if let (None, Some(id)) = (made, told) {
            self.0.insert((person, key), Kept { made: Some(id.to_owned()), ..kept });
        }
        Ok(())
    }
}
