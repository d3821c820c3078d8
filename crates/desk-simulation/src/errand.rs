//! Requests without a key, asked to their end or until the desk dies over them.

use axum::extract::Request;
use serde_json::json;

use crate::browser::{read, request};
use crate::crash::{Work, dies_after};
use crate::figures::Mishap;
use crate::plan::{Errand, Person, Replica, Unkeyed};
use crate::violation::Violation;
use crate::world::World;

impl World {
    /// Asks, and waits for the answer; or goes away, where it waits for a held message.
    pub(crate) async fn run_errand(&mut self, errand: Errand) -> Result<(), Violation> {
        if let Some(request) = self.request_of(errand).await? {
            let asking = self.asking(errand.replica, request);
            self.begin(errand.replica, asking).await;
        }
        Ok(())
    }

    /// The process dies after so many turns of the request, with all that it had begun, and starts again.
    pub(crate) async fn die_over(&mut self, errand: Errand, turns: u32) -> Result<(), Violation> {
        let Some(request) = self.request_of(errand).await? else { return Ok(()) };
        if let Unkeyed::Deliver { letter } = errand.deed {
            let letter = self.mail.letter(letter);
            self.unanswered.extend(letter.and_then(|letter| letter.mark()));
        }
        let asking = self.asking(errand.replica, request);
        if dies_after(turns, asking, &self.wire).await {
            self.figures.died(Mishap::DiedOverRequest);
        }
        self.restart(errand.replica).await
    }

    /// The request as work that can be left where it stands.
    pub(crate) fn asking(&self, replica: Replica, request: Request) -> Work {
        let (app, faults) = (self.replicas[replica].app.clone(), self.faults.clone());
        Box::pin(async move {
            let Ok(response) = tower::ServiceExt::oneshot(app, request).await;
            faults.judge(&read(response).await);
        })
    }

    /// `None` where there is nothing to ask for.
    async fn request_of(&mut self, errand: Errand) -> Result<Option<Request>, Violation> {
        let Errand { replica, deed } = errand;
        let (person, path, body) = match deed {
            Unkeyed::Deliver { letter } => {
                return Ok(self.mail.letter(letter).map(|letter| letter.request()));
            }
            Unkeyed::Withdraw { payment } | Unkeyed::Abort { payment } => {
                let Some(id) = self.in_flight(replica, payment).await? else { return Ok(None) };
                let deed = if matches!(deed, Unkeyed::Abort { .. }) { "abort" } else { "withdraw" };
                (Person::Staff, format!("/api/cancellations/{id}/{deed}"), None)
            }
            Unkeyed::Void { bill } => {
                let Some(path) = self.bill_path(bill, "void").await? else { return Ok(None) };
                (Person::Staff, path, None)
            }
            Unkeyed::Refresh { payment } => {
                let path = format!("/api/payments/{}/refresh", self.payment(payment).id);
                (Person::Manager, path, None)
            }
            Unkeyed::Adopt { payment } => {
                let id = self.payment(payment).id.to_string();
                let statement =
                    "SELECT id FROM follow_ups WHERE payment_id = $1 AND closed_at IS NULL";
                let duty: Option<String> =
                    sqlx::query_scalar(statement).bind(&id).fetch_optional(&mut self.book).await?;
                let Some(duty) = duty else { return Ok(None) };
                let body = json!({ "reason_code": "customer_request" });
                (Person::Manager, format!("/api/drift/{duty}/adopt"), Some(body))
            }
        };
        let cookie = self.cookie(replica, person).await?;
        Ok(Some(request(&path, Some(&cookie), &[], body.as_ref())))
    }
}
