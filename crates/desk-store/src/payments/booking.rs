//! Booking what a vendor says.

use std::collections::HashSet;

use desk_domain::cancellation::{Attention, Cancellation};
use desk_domain::payment::{Agreement, BookStatus, Method, Payment};
use desk_domain::reconcile::{next_check, watch_until};
use desk_domain::{PaymentId, Timestamp};
use serde_json::json;

use super::adoption::adopt;
use super::lookup::{lock, lock_at_gateway};
use super::row::{fields, sort_at, update};
use super::snapshot::{derive_statuses, first_booked, take_facts};
use crate::cancellations::Bounce;
use crate::customers::Keys;
use crate::error::{Broken, Result, StoreError};
use crate::follow_ups::{self, Occasion};
use crate::records::{Adoption, Booked, JobKind, OutsideCancellations, PaymentSnapshot, Source};
use crate::sql::{Statement, sql};
use crate::transaction::{Deed, Transaction};
use crate::{bills, cancellations, jobs, search};

/// Somebody else booked the same payment; the columns are those of `payments_at_gateway`.
const ON_CONFLICT: &str =
    " ON CONFLICT (channel, gateway_payment_id, merchant_id, COALESCE(channel_id, '')) DO NOTHING";

/// How snapshots are booked, and on whose account.
pub(crate) struct Booking<'a> {
    pub(crate) outside: OutsideCancellations,
    pub(crate) actor: &'a str,
    pub(crate) now: Timestamp,
    pub(crate) keys: &'a Keys,
    /// Where a person explains what was cancelled outside.
    pub(crate) adoption: Option<&'a Adoption>,
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
            let place = (snapshot.channel, &snapshot.gateway_payment_id, &snapshot.merchant_id);
            (place, &snapshot.channel_id)
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
        let place = snapshot.place();
        if let Some(known) = lock_at_gateway(tx, &place).await? {
            return self.refresh(tx, known, snapshot).await;
        }
        if self.insert(tx, snapshot).await? {
            return Ok((snapshot.new_id.clone(), Booked::Inserted));
        }
        // Another replica booked it between our read and our insert.
        let known = lock_at_gateway(tx, &place).await?.ok_or(StoreError::Exists("payment"))?;
        self.refresh(tx, known, snapshot).await
    }

    /// False when the payment is in the book meanwhile.
    async fn insert(&self, tx: &mut Transaction, snapshot: &PaymentSnapshot) -> Result<bool> {
        let mut payment = first_booked(snapshot, self.now);
        self.keys.assign(&mut payment);
        let adopted = match self.outside {
            OutsideCancellations::Adopt if was_paid(&payment) => {
                adopt(&mut payment, snapshot, &HashSet::new(), self.outside)
            }
            OutsideCancellations::Adopt | OutsideCancellations::Notice => Vec::new(),
        };
        derive_statuses(&mut payment);
        let mut insert = Statement::insert("payments", fields(&payment));
        insert.push(ON_CONFLICT);
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
        bills::enter(tx, &payment, self.actor, self.now).await?;
        for cancellation in &adopted {
            self.write_adopted(tx, &payment, cancellation).await?;
        }
        self.follow_up(tx, Agreement::Agrees, &payment).await?;
        Ok(true)
    }

    async fn refresh(
        &self,
        tx: &mut Transaction,
        known: Payment,
        snapshot: &PaymentSnapshot,
    ) -> Result<(PaymentId, Booked)> {
        let is_overtaken = is_overtaken(&known, snapshot.source);
        let mut payment = known.clone();
        take_facts(&mut payment, snapshot, self.now);
        self.keys.assign(&mut payment);
        // An overtaken read is only compared: it takes nothing over, so it looks as if to notice.
        let outside = if is_overtaken { OutsideCancellations::Notice } else { self.outside };
        let has_news = !is_overtaken && self.correct(tx, &mut payment, snapshot).await?;
        let adopted = adopt_later(tx, &mut payment, snapshot, outside).await?;
        let adopted: Vec<_> = adopted.into_iter().map(|one| self.explained(one)).collect();
        derive_statuses(&mut payment);
        if payment.method == Method::VirtualAccount
            && payment.gateway_cancelled > known.gateway_cancelled
        {
            // The bank may send it back days later, whoever cancelled.
            payment.watch_until = payment.watch_until.max(Some(watch_until(self.now)));
        }
        let id = known.id.clone();
        if is_same(&known, &payment) {
            note_checked(tx, &payment).await?;
            if has_news || payment.method == Method::VirtualAccount {
                self.follow_up(tx, known.agreement, &payment).await?;
            }
            return Ok((id, if has_news { Booked::Changed } else { Booked::Unchanged }));
        }
        if is_overtaken {
            return Ok((id, Booked::Overtaken));
        }
        update(tx, &mut payment).await?;
        search::replace_terms(tx, (&known, sort_at(&known)), (&payment, sort_at(&payment))).await?;
        if was_paid(&payment) && !was_paid(&known) {
            self.enter_payment(tx, &payment).await?;
        }
        self.note(tx, &payment, "payment.changed");
        bills::keep_in_step(tx, &payment, self.actor, self.now).await?;
        for cancellation in &adopted {
            self.write_adopted(tx, &payment, cancellation).await?;
        }
        self.follow_up(tx, known.agreement, &payment).await?;
        Ok((id, Booked::Changed))
    }

    /// The words of whoever takes it over stand before the vendor's.
    fn explained(&self, found: Cancellation) -> Cancellation {
        let Some(Adoption { reason_code, note, .. }) = self.adoption else { return found };
        let words = [note, &found.note].into_iter().filter(|words| !words.is_empty());
        let note = words.map(String::as_str).collect::<Vec<_>>().join(" · ");
        Cancellation { reason_code: *reason_code, note, ..found }
    }

    async fn write_adopted(
        &self,
        tx: &mut Transaction,
        payment: &Payment,
        cancellation: &Cancellation,
    ) -> Result<()> {
        cancellations::insert(tx, cancellation, payment.channel).await?;
        if let (Some(Attention::RefundFailed), Some(refund)) =
            (cancellation.attention, &cancellation.gateway_cancellation_id)
        {
            let (refund, id) = (refund.clone(), cancellation.id.clone());
            let amount = cancellation.amount;
            let bounce = Bounce { refund, cancellation: id, amount };
            cancellations::write_bounce(tx, &payment.id, &bounce).await?;
        }
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
                "reason_code": self.adoption.map(|adoption| adoption.reason_code),
            }),
        };
        tx.cancellation_changed(&payment.merchant_id, &payment.id, &cancellation.id, deed);
        Ok(())
    }

    /// Late truths about cancellations of ours: one that was told as failed, a refund sent back.
    async fn correct(
        &self,
        tx: &mut Transaction,
        payment: &mut Payment,
        snapshot: &PaymentSnapshot,
    ) -> Result<bool> {
        cancellations::correct_failed(tx, payment, snapshot, self.now).await?;
        cancellations::note_refunds(tx, payment, snapshot, self.now).await
    }

    async fn follow_up(
        &self,
        tx: &mut Transaction,
        was: Agreement,
        payment: &Payment,
    ) -> Result<()> {
        let occasion = Occasion { adoption: self.adoption, ..Occasion::read(self.actor, self.now) };
        follow_ups::keep_in_step(tx, was, payment, &occasion).await
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
            "gateway_amount_won": payment.gateway_amount,
            "file_amount_won": payment.file_amount,
            "book_status": payment.book_status,
            "gateway_status": payment.gateway_status,
            "agreement": payment.agreement,
        });
        let deed = Deed { actor: self.actor, action, at: self.now, body };
        tx.payment_changed(&payment.merchant_id, &payment.id, deed);
    }
}

/// While one of ours is in flight nothing is adopted: what the vendor lists may be ours, with its
/// answer lost on the way.
async fn adopt_later(
    tx: &mut Transaction,
    payment: &mut Payment,
    snapshot: &PaymentSnapshot,
    outside: OutsideCancellations,
) -> Result<Vec<Cancellation>> {
    if snapshot.cancellations.is_empty()
        || !payment.amounts.reserved.is_zero()
        || !was_paid(payment)
    {
        return Ok(Vec::new());
    }
    let known = cancellations::names_known_of(tx, &payment.id).await?;
    Ok(adopt(payment, snapshot, &known, outside))
}

/// Notes that the gateway was asked and did not answer.
pub(crate) async fn note_gateway_silent(
    tx: &mut Transaction,
    known: &Payment,
    now: Timestamp,
) -> Result<()> {
    let mut payment = lock(tx, &known.id).await?;
    let has_spoken =
        payment.version != known.version || payment.gateway_checked_at != known.gateway_checked_at;
    if has_spoken || payment.agreement == Agreement::Unknown {
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
    tx.payment_changed(&payment.merchant_id, &payment.id, deed);
    Ok(())
}

/// That we asked is worth a write, but no new version: no decision depends on it.
async fn note_checked(tx: &mut Transaction, payment: &Payment) -> Result<()> {
    let check = next_check(payment);
    let statement =
        sql("UPDATE payments SET gateway_checked_at = $1, check_at = $2, watched = $3 \
         WHERE id = $4");
    let statement = statement
        .bind(payment.gateway_checked_at)
        .bind(check.map(|check| check.at))
        .bind(check.is_some_and(|check| check.watched))
        .bind(&payment.id);
    tx.run(statement).await.map(drop)
}

/// Whether the book has moved on since the read began. A file reads nothing.
fn is_overtaken(known: &Payment, source: Source) -> bool {
    match source {
        Source::Vendor { over } => over != Some(known.version),
        Source::File => false,
    }
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
