//! The one trait both stores are behind.

use async_trait::async_trait;
use desk_domain::audit::AuditEntry;
use desk_domain::cancellation::{Cancellation, VendorWords};
use desk_domain::id::ChannelId;
use desk_domain::payment::Channel;
use desk_domain::{CancellationId, MerchantId, PaymentId, StaffId, Timestamp};
use tokio::sync::watch;

use crate::error::Result;
use crate::records::{
    AuditEvent, Booked, CancellationFilter, CancellationRow, CancellationSummary, ChangeEvent,
    Finding, Hook, HookStored, ImportProgress, Job, JobKind, Merchant, NewCancellation,
    OutsideCancellations, Page, PageRequest, PaymentFilter, PaymentRow, PaymentSnapshot, Requested,
    Sending, Session, Settled, Settlement, Staff, StoryLine, Summary, Withdrawn,
};

/// What the desk remembers. Each method is one transaction.
#[async_trait]
pub trait Store: Send + Sync + std::fmt::Debug {
    /// Brings the schema up to date. Safe to call from several replicas at once.
    async fn migrate(&self) -> Result<()>;
    /// A cheap round trip, for `/readyz`.
    async fn ping(&self) -> Result<()>;

    // Payments.
    /// Books what a vendor says: the row, cancellations it lists, ledger, agreement, audit, event.
    /// Never touches an unsettled cancellation of our own: that is the settler's work.
    ///
    /// The merchant must be in the book ([`Store::upsert_merchant`]), else `NotFound("merchant")`.
    /// With `Adopt`, a payment that is known already has its unknown cancellations adopted too, but
    /// only while none of ours is in flight.
    async fn book_payment(
        &self,
        snapshot: &PaymentSnapshot,
        outside: OutsideCancellations,
        actor: &str,
        now: Timestamp,
    ) -> Result<(PaymentId, Booked)>;
    /// All of them or, on an error, none.
    async fn book_payments(
        &self,
        snapshots: &[PaymentSnapshot],
        outside: OutsideCancellations,
        actor: &str,
        now: Timestamp,
    ) -> Result<Vec<Booked>>;
    /// Notes that the gateway was asked and gave no answer: agreement becomes `unknown`.
    async fn note_gateway_silent(&self, id: &PaymentId, now: Timestamp) -> Result<()>;
    async fn payment(&self, id: &PaymentId) -> Result<Option<PaymentRow>>;
    async fn payment_at_gateway(
        &self,
        channel: Channel,
        gateway_payment_id: &str,
    ) -> Result<Option<PaymentRow>>;
    async fn payments(
        &self,
        filter: &PaymentFilter,
        page: &PageRequest,
    ) -> Result<Page<PaymentRow>>;
    async fn summarise(&self, filter: &PaymentFilter) -> Result<Summary>;
    /// Oldest first.
    async fn story_of_payment(&self, id: &PaymentId) -> Result<Vec<StoryLine>>;

    // Cancellations: the path of exactly once.
    /// One transaction: intent key, cancellation row, reservation, audit, outbox, event.
    async fn request_cancellation(&self, new: &NewCancellation) -> Result<Requested>;
    /// What this person's key was used for, for a quick answer before anything is evaluated.
    async fn cancellation_of_key(
        &self,
        staff: &StaffId,
        key: &str,
    ) -> Result<Option<(String, Cancellation)>>;
    async fn withdraw_cancellation(
        &self,
        id: &CancellationId,
        actor: &str,
        now: Timestamp,
    ) -> Result<Withdrawn>;
    /// `requested` → `sent`, written down before the vendor is called. `None` when it is no longer
    /// `requested` (withdrawn, or sent by another worker).
    async fn begin_sending(&self, id: &CancellationId, now: Timestamp) -> Result<Option<Sending>>;
    /// What the resolver needs of a cancellation that was sent.
    async fn sending(&self, id: &CancellationId) -> Result<Option<Sending>>;
    /// `requested` → `failed`, because it must not be sent. Whoever has begun to send it keeps it:
    /// in any other state nothing changes, so a late worker cannot fail a cancel that is on its way.
    async fn fail_unsent(
        &self,
        id: &CancellationId,
        words: &VendorWords,
        now: Timestamp,
    ) -> Result<Settled>;
    /// One transaction: state, ledger, sums, agreement, audit, follow-on job, event; and the refund
    /// account is erased when it is final.
    ///
    /// # Errors
    /// `Exists("gateway cancellation")` when the vendor's id is booked on another cancellation of
    /// the payment; `WrongState` when the settlement does not fit, e.g. `Unknown` before `sent`.
    async fn settle_cancellation(
        &self,
        id: &CancellationId,
        settlement: &Settlement,
        now: Timestamp,
    ) -> Result<Settled>;
    /// Settles by a person's own proof what was sent and has no final word: never by a machine.
    async fn settle_by_hand(
        &self,
        id: &CancellationId,
        finding: &Finding,
        actor: &StaffId,
        now: Timestamp,
    ) -> Result<Settled>;
    /// Tells people, once, that a cancel has been sent for long and nothing proves how it ended.
    async fn note_no_proof(&self, id: &CancellationId, now: Timestamp) -> Result<()>;
    async fn cancellation(&self, id: &CancellationId) -> Result<Option<CancellationRow>>;
    /// Newest first.
    async fn cancellations(
        &self,
        filter: &CancellationFilter,
        page: &PageRequest,
    ) -> Result<Page<CancellationRow>>;
    async fn summarise_cancellations(
        &self,
        filter: &CancellationFilter,
    ) -> Result<CancellationSummary>;
    /// Oldest first.
    async fn story_of_cancellation(&self, id: &CancellationId) -> Result<Vec<StoryLine>>;

    // Jobs.
    async fn enqueue(&self, kind: &JobKind, run_at: Timestamp) -> Result<()>;
    /// Claims the next due job until `lease_until`; a crash lets the lease run out.
    async fn claim_job(
        &self,
        worker: &str,
        now: Timestamp,
        lease_until: Timestamp,
    ) -> Result<Option<Job>>;
    /// Ends a job. Only the claim that read `job` may: when its lease has run out and another worker
    /// has claimed it since, nothing happens, and the job stays with that one.
    async fn finish_job(&self, job: &Job) -> Result<()>;
    /// Puts a job off; fenced as [`Store::finish_job`].
    async fn retry_job(&self, job: &Job, run_at: Timestamp) -> Result<()>;
    /// When the next job is due, for a worker that sleeps.
    async fn next_job_at(&self) -> Result<Option<Timestamp>>;

    // Webhooks and changes.
    /// One transaction: the hook, once by id, and the job to read again.
    async fn store_hook(&self, hook: &Hook) -> Result<HookStored>;
    async fn changes_after(&self, seq: i64, limit: u32) -> Result<Vec<ChangeEvent>>;
    async fn last_change(&self) -> Result<i64>;
    /// Wakes when something may have changed, in this process or in another replica.
    fn changes(&self) -> watch::Receiver<u64>;

    // People.
    async fn upsert_merchant(&self, merchant: &Merchant) -> Result<()>;
    async fn merchants(&self) -> Result<Vec<Merchant>>;
    async fn add_staff(&self, staff: &Staff, now: Timestamp) -> Result<()>;
    async fn staff_by_login(&self, login: &str) -> Result<Option<Staff>>;
    async fn staff(&self, id: &StaffId) -> Result<Option<Staff>>;
    async fn staff_list(&self) -> Result<Vec<Staff>>;
    async fn open_session(&self, session: &Session) -> Result<()>;
    async fn session(&self, token_hash: &str) -> Result<Option<(Session, Staff)>>;
    async fn touch_session(&self, token_hash: &str, now: Timestamp) -> Result<()>;
    async fn close_session(&self, token_hash: &str) -> Result<()>;
    /// Counts a failed sign-in under `key` (login or address) and returns how many fell into the
    /// window that began at `since`.
    async fn note_failed_login(&self, key: &str, now: Timestamp) -> Result<()>;
    async fn failed_logins(&self, key: &str, since: Timestamp) -> Result<u32>;

    // Import.
    async fn import_progress(&self, channel: &ChannelId) -> Result<Option<ImportProgress>>;
    async fn save_import_progress(&self, progress: &ImportProgress) -> Result<()>;

    // Audit.
    async fn audit(&self, entry: &AuditEntry, merchant: Option<&MerchantId>) -> Result<()>;
    async fn audit_after(&self, seq: i64, limit: u32) -> Result<Vec<AuditEvent>>;
}
