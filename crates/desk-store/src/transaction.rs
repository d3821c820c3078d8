//! A transaction that writes, with the events it will leave behind.

use std::ops::{Deref, DerefMut};

use desk_domain::audit::AuditEntry;
use desk_domain::bill::Bill;
use desk_domain::{CancellationId, MerchantId, PaymentId, Timestamp};
use serde_json::Value as Json;

use crate::error::Result;
use crate::journal::{Change, Journal};
use crate::sql::Connection;

/// Everything one use case changes. Dropped without [`Transaction::commit`], nothing happened.
///
/// Locks are taken in one order everywhere, so that two writers never wait for each other: payments
/// (several of them by channel and vendor's id, one that came from a bill before the one that was
/// billed again), what hangs on them, and last of all the heads of the numbered streams.
pub(crate) struct Transaction {
    connection: Connection,
    journal: Journal,
}

/// Who did what, to be written down with a change.
pub(crate) struct Deed<'a> {
    pub(crate) actor: &'a str,
    pub(crate) action: &'static str,
    pub(crate) at: Timestamp,
    /// Without personal data: it is kept for ever.
    pub(crate) body: Json,
}

impl Transaction {
    pub(crate) fn new(connection: Connection) -> Self {
        Self { connection, journal: Journal::default() }
    }

    pub(crate) fn audit(&mut self, entry: AuditEntry, merchant: Option<MerchantId>) {
        self.journal.audit(entry, merchant);
    }

    /// Writes a deed on a payment into the audit chain and tells the screens.
    pub(crate) fn payment_changed(
        &mut self,
        merchant: &MerchantId,
        payment: &PaymentId,
        deed: Deed<'_>,
    ) {
        self.journal.change(Change {
            merchant_id: merchant.clone(),
            kind: deed.action,
            payment_id: payment.clone(),
            cancellation_id: None,
            at: deed.at,
        });
        self.audit(deed.about(payment.as_str()), Some(merchant.clone()));
    }

    /// The same for a deed on a cancellation.
    pub(crate) fn cancellation_changed(
        &mut self,
        merchant: &MerchantId,
        payment: &PaymentId,
        cancellation: &CancellationId,
        deed: Deed<'_>,
    ) {
        self.journal.change(Change {
            merchant_id: merchant.clone(),
            kind: deed.action,
            payment_id: payment.clone(),
            cancellation_id: Some(cancellation.clone()),
            at: deed.at,
        });
        self.audit(deed.about(cancellation.as_str()), Some(merchant.clone()));
    }

    /// The same for a deed on a bill: screens of the payment it is and of the one it came from look
    /// again.
    pub(crate) fn bill_changed(&mut self, bill: &Bill, deed: Deed<'_>) {
        for payment in [&bill.payment_id, &bill.rebill_of].into_iter().flatten() {
            self.journal.change(Change {
                merchant_id: bill.merchant_id.clone(),
                kind: deed.action,
                payment_id: payment.clone(),
                cancellation_id: None,
                at: deed.at,
            });
        }
        self.audit(deed.about(bill.id.as_str()), Some(bill.merchant_id.clone()));
    }

    /// Writes the journal and commits. Tells whether screens have something new to read.
    pub(crate) async fn commit(mut self) -> Result<bool> {
        let has_changes = self.journal.has_changes();
        self.journal.write(&mut self.connection).await?;
        self.connection.commit().await?;
        Ok(has_changes)
    }
}

impl Deed<'_> {
    fn about(&self, subject: &str) -> AuditEntry {
        AuditEntry {
            at: self.at.0,
            actor: self.actor.to_owned(),
            action: self.action.to_owned(),
            subject: subject.to_owned(),
            body: self.body.to_string(),
        }
    }
}

impl Deref for Transaction {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        &self.connection
    }
}

impl DerefMut for Transaction {
    fn deref_mut(&mut self) -> &mut Connection {
        &mut self.connection
    }
}
