//! Booking what a vendor says.

use std::collections::HashSet;

use desk_domain::cancellation::Cancellation;
use desk_domain::payment::{Agreement, BookStatus, Payment};
use desk_domain::{PaymentId, Timestamp};
use serde_json::json;

use super::adoption::adopt;
use super::row::{fields, lock, read_payment, sort_at, update};
use super::snapshot::{derive_statuses, first_booked, take_facts};
use crate::error::{Broken, Result, StoreError};
use crate::records::{Booked, JobKind, OutsideCancellations, PaymentSnapshot};
use crate::sql::{Statement, sql};
use crate::transaction::{Deed, Transaction};
use crate::{cancellations, jobs, search};

/// How snapshots are booked, and on whose account.
pub(crate) struct Booking<'a> {
    pub(crate) outside: OutsideCancellations,
    pub(crate) actor: &'a str,
    pub(crate) now: Timestamp,
}

impl Booking<'_> {
    /// Books in the order of the vendor's ids, so that two imports of the same list lock its
    /// payments in the same order; answers in the order of `snapshots`.
    pub(crate) async fn book_all(
        &self,
        tx: &mut Transaction,
        snapshots: &[PaymentSnapshot],
    ) -> Result<Vec<Booked>> {
        let mut order: Vec<usize> = (0..snapshots.len()).collect();
        order.sort_by_key(|&place| {
            let snapshot = &snapshots[place];
            (snapshot.channel, &snapshot.gateway_payment_id, &snapshot.merchant_id)
        });
        let mut booked = vec![Booked::Unchanged; snapshots.len()];
        for place in order {
            booked[place] = self.book(tx, &snapshots[place]).await?.1;
        }
        Ok(booked)
    }

    pub(crate) async fn book(
        &self,
        tx: &mut Transaction,
        snapshot: &PaymentSnapshot,
    ) -> Result<(PaymentId, Booked)> {
        if let Some(known) = known(tx, snapshot).await? {
            return self.refresh(tx, known, snapshot).await;
        }
        if self.insert(tx, snapshot).await? {
            return Ok((snapshot.new_id.clone(), Booked::Inserted));
        }
        // Another replica booked it between our read and our insert.
        let known = known(tx, snapshot).await?.ok_or(StoreError::Exists("payment"))?;
        self.refresh(tx, known, snapshot).await
    }

    /// False when the payment is in the book meanwhile.
    async fn insert(&self, tx: &mut Transaction, snapshot: &PaymentSnapshot) -> Result<bool> {
        let mut payment = first_booked(snapshot, self.now);
        let adopted = match self.outside {
            OutsideCancellations::Adopt if was_paid(&payment) => {
                adopt(&mut payment, snapshot, &HashSet::new())
            }
            OutsideCancellations::Adopt | OutsideCancellations::Notice => Vec::new(),
        };
        derive_statuses(&mut payment);
        let mut insert = Statement::insert("payments", fields(&payment));
        insert.push(" ON CONFLICT (channel, gateway_payment_id, merchant_id) DO NOTHING");
        let rows = tx.run(insert).await.map_err(|error| {
            error
                .on(Broken::ForeignKey, StoreError::NotFound("merchant"))
                .on(Broken::Unique, StoreError::Exists("payment"))
        })?;
        if rows == 0 {
            return Ok(false);
        }
        search::insert_terms(tx, &payment, sort_at(&payment)).await?;
        if was_paid(&payment) {
            self.enter_payment(tx, &payment).await?;
        }
        self.note(tx, &payment, "payment.booked");
        for cancellation in &adopted {
            self.write_adopted(tx, &payment, cancellation).await?;
        }
        Ok(true)
    }

    async fn refresh(
        &self,
        tx: &mut Transaction,
        known: Payment,
        snapshot: &PaymentSnapshot,
    ) -> Result<(PaymentId, Booked)> {
        let mut payment = known.clone();
        take_facts(&mut payment, snapshot, self.now);
        cancellations::correct_failed(tx, &mut payment, snapshot, self.now).await?;
        let has_news = cancellations::note_refunds(tx, &payment, snapshot, self.now).await?;
        let adopted = self.adopt_later(tx, &mut payment, snapshot).await?;
        derive_statuses(&mut payment);
        let id = known.id.clone();
        if is_same(&known, &payment) {
            note_checked(tx, &payment).await?;
            return Ok((id, if has_news { Booked::Changed } else { Booked::Unchanged }));
        }
        update(tx, &mut payment).await?;
        search::replace_terms(tx, (&known, sort_at(&known)), (&payment, sort_at(&payment))).await?;
        if was_paid(&payment) && !was_paid(&known) {
            self.enter_payment(tx, &payment).await?;
        }
        self.note(tx, &payment, "payment.changed");
        for cancellation in &adopted {
            self.write_adopted(tx, &payment, cancellation).await?;
        }
        Ok((id, Booked::Changed))
    }

    /// While one of ours is in flight nothing is adopted: what the vendor lists may be ours, with its
    /// answer lost on the way.
    async fn adopt_later(
        &self,
        tx: &mut Transaction,
        payment: &mut Payment,
        snapshot: &PaymentSnapshot,
    ) -> Result<Vec<Cancellation>> {
        let is_adopting = self.outside == OutsideCancellations::Adopt
            && !snapshot.cancellations.is_empty()
            && payment.amounts.reserved.is_zero()
            && was_paid(payment);
        if !is_adopting {
            return Ok(Vec::new());
        }
        let known = cancellations::names_known_of(tx, &payment.id).await?;
        Ok(adopt(payment, snapshot, &known))
    }

    async fn write_adopted(
        &self,
        tx: &mut Transaction,
        payment: &Payment,
        cancellation: &Cancellation,
    ) -> Result<()> {
        cancellations::insert(tx, cancellation, payment.channel).await?;
        match cancellation.settled_at {
            Some(at) => cancellations::enter_refund(tx, cancellation, at).await?,
            None => {
                let job = JobKind::ResolveCancellation(cancellation.id.clone());
                jobs::enqueue(tx, &job, self.now).await?;
            }
        }
        let deed = Deed {
            actor: self.actor,
            action: "cancellation.adopted",
            at: self.now,
            body: json!({
                "payment_id": payment.id,
                "amount_won": cancellation.amount,
                "state": cancellation.state,
            }),
        };
        tx.cancellation_changed(&payment.merchant_id, &payment.id, &cancellation.id, deed);
        Ok(())
    }

    /// The money that came in, once.
    async fn enter_payment(&self, tx: &mut Transaction, payment: &Payment) -> Result<()> {
        let insert = sql("INSERT INTO ledger_entries (payment_id, kind, amount_won, at) \
             VALUES ($1, 'pay', $2, $3)");
        tx.run(insert.bind(&payment.id).bind(payment.amounts.paid).bind(sort_at(payment)))
            .await
            .map(drop)
    }

    fn note(&self, tx: &mut Transaction, payment: &Payment, action: &'static str) {
        let body = json!({
            "amount_won": payment.amounts.paid,
            "cancelled_won": payment.amounts.cancelled,
            "gateway_cancelled_won": payment.gateway_cancelled,
            "book_status": payment.book_status,
            "gateway_status": payment.gateway_status,
            "agreement": payment.agreement,
        });
        let deed = Deed { actor: self.actor, action, at: self.now, body };
        tx.payment_changed(&payment.merchant_id, &payment.id, deed);
    }
}

/// Notes that the gateway was asked and did not answer.
pub(crate) async fn note_gateway_silent(
    tx: &mut Transaction,
    id: &PaymentId,
    now: Timestamp,
) -> Result<()> {
    let mut payment = lock(tx, id).await?;
    if payment.agreement == Agreement::Unknown {
        return Ok(());
    }
    payment.agreement = Agreement::Unknown;
    update(tx, &mut payment).await?;
    let deed = Deed {
        actor: "system",
        action: "payment.gateway_silent",
        at: now,
        body: json!({ "agreement": payment.agreement }),
    };
    tx.payment_changed(&payment.merchant_id, id, deed);
    Ok(())
}

/// The merchant stands in an expression, so that only the unique index fits: a PostgreSQL without
/// statistics, as in a first import, takes the larger index of merchant and channel for as good.
async fn known(tx: &mut Transaction, snapshot: &PaymentSnapshot) -> Result<Option<Payment>> {
    let mut statement = sql("SELECT * FROM payments \
         WHERE channel = $1 AND gateway_payment_id = $2 AND COALESCE(merchant_id, '') = $3")
    .bind(snapshot.channel.as_str())
    .bind(&snapshot.gateway_payment_id)
    .bind(&snapshot.merchant_id);
    statement.push(tx.for_update());
    tx.row(statement).await?.as_ref().map(read_payment).transpose()
}

/// That we asked is worth a write, but no new version: no decision depends on it.
async fn note_checked(tx: &mut Transaction, payment: &Payment) -> Result<()> {
    let statement = sql("UPDATE payments SET gateway_checked_at = $1 WHERE id = $2");
    tx.run(statement.bind(payment.gateway_checked_at).bind(&payment.id)).await.map(drop)
}

fn is_same(before: &Payment, after: &Payment) -> bool {
    let asked_now = Payment { gateway_checked_at: after.gateway_checked_at, ..before.clone() };
    asked_now == *after
}

/// Whether money came in at some time.
fn was_paid(payment: &Payment) -> bool {
    match payment.book_status {
        BookStatus::Paid | BookStatus::PartiallyCancelled | BookStatus::Cancelled => true,
        BookStatus::Unpaid | BookStatus::Void => false,
    }
}
