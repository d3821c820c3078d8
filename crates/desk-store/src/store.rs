//! The one trait both stores are behind, in parts by what is kept.

mod bills;
mod drift;
mod keeping;
mod people;
mod terminals;

use async_trait::async_trait;
use desk_domain::audit::AuditEntry;
use desk_domain::cancellation::{Cancellation, VendorWords};
use desk_domain::id::ChannelId;
use desk_domain::outside::OutsideVoid;
use desk_domain::payment::Payment;
use desk_domain::{
    CancellationId, CustomerId, FollowUpId, MerchantId, PaymentId, StaffId, Timestamp,
};
use tokio::sync::watch;

use crate::error::Result;
use crate::records::{
    AuditEvent, Booked, CancellationFilter, CancellationRow, CancellationSummary, ChangeEvent,
    CustomerAccount, Finding, FollowUpChanged, FollowUpCounts, FollowUpFilter, FollowUpRow,
    GatewayPlace, Hook, HookStored, ImportProgress, Job, JobKind, Listing, NewCancellation,
    NewClaim, NewClosing, NewOutsideVoid, OutsideCancellations, OutsideVoided, Page, PageRequest,
    PaymentFilter, PaymentRow, PaymentSnapshot, Requested, Round, Sending, Settled, Settlement,
    StoryLine, Summary, Withdrawn,
};

pub use bills::BillStore;
pub use drift::DriftStore;
pub use keeping::KeepingStore;
pub use people::PeopleStore;
pub use terminals::TerminalStore;

/// What the desk remembers. Each method is one transaction.
#[async_trait]
pub trait Store:
    BillStore + DriftStore + KeepingStore + PeopleStore + TerminalStore + Send + Sync + std::fmt::Debug
{
    /// Brings the schema up to date. Safe to call from several replicas at once.
    async fn migrate(&self) -> Result<()>;
    /// A cheap round trip, for `/readyz`.
    async fn ping(&self) -> Result<()>;

    // Payments.
    /// Books what a vendor says: the row, cancellations it lists, ledger, agreement, audit, event.
    /// Never touches an unsettled cancellation of our own: that is the settler's work.
    ///
    /// A read that was overtaken ([`Source::Vendor`](crate::Source)) changes nothing.
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
    /// Notes that the gateway was asked about a payment that stood as `known`, and gave no answer:
    /// agreement becomes `unknown`. Where the gateway has spoken since, it is not silent.
    async fn note_gateway_silent(&self, known: &Payment, now: Timestamp) -> Result<()>;
    /// Takes a person's word that a bill was voided where nobody can be asked: the payment is void, and why
    /// is kept beside it.
    async fn void_outside(&self, new: &NewOutsideVoid) -> Result<OutsideVoided>;
    /// What was written down then.
    async fn outside_void_of(&self, id: &PaymentId) -> Result<Option<OutsideVoid>>;
    async fn payment(&self, id: &PaymentId) -> Result<Option<PaymentRow>>;
    /// # Errors
    /// `Ambiguous("payment")` when the place names no connection and several have this id.
    async fn payment_at_gateway(&self, place: &GatewayPlace) -> Result<Option<PaymentRow>>;
    async fn payments(
        &self,
        filter: &PaymentFilter,
        page: &PageRequest,
    ) -> Result<Page<PaymentRow>>;
    async fn summarise(&self, filter: &PaymentFilter) -> Result<Summary>;
    /// What a customer paid, got back and owes, in the books of these merchants; `None` when they know
    /// no payment of theirs.
    async fn customer(
        &self,
        merchants: &[MerchantId],
        id: &CustomerId,
    ) -> Result<Option<CustomerAccount>>;
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
    /// Settles by a person's own proof what is in doubt, and its follow-up with it: never by a machine.
    async fn settle_by_hand(
        &self,
        id: &CancellationId,
        finding: &Finding,
        by: &StaffId,
        now: Timestamp,
    ) -> Result<Settled>;
    /// Puts a cancel in doubt, once, that was sent long ago and that nothing proves.
    async fn note_no_proof(&self, id: &CancellationId, now: Timestamp) -> Result<()>;
    /// Calls for a person, once, where the vendor has a cancel in hand for too long.
    async fn note_pending_long(&self, id: &CancellationId, now: Timestamp) -> Result<()>;
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

    // Follow-ups. They open, follow and close by themselves with every change of a payment's sums.
    /// Open ones the longest due first, closed ones the latest first.
    async fn follow_ups(
        &self,
        filter: &FollowUpFilter,
        page: &PageRequest,
    ) -> Result<Page<FollowUpRow>>;
    async fn follow_up(&self, id: &FollowUpId) -> Result<Option<FollowUpRow>>;
    /// Open ones of these merchants: all, of `mine`, and due before `today`, the start of a day.
    async fn count_follow_ups(
        &self,
        merchants: &[MerchantId],
        mine: &StaffId,
        today: Timestamp,
    ) -> Result<FollowUpCounts>;
    async fn assign_follow_up(
        &self,
        id: &FollowUpId,
        owner: Option<&StaffId>,
        actor: &str,
        now: Timestamp,
    ) -> Result<FollowUpChanged>;
    async fn note_follow_up(
        &self,
        id: &FollowUpId,
        staff: &StaffId,
        words: &str,
        now: Timestamp,
    ) -> Result<()>;
    /// Writes down what was cancelled outside. It closes nothing by itself.
    async fn claim_outside(&self, new: &NewClaim) -> Result<FollowUpChanged>;
    /// One transaction: the closing, and the payment's agreement that follows from the proof.
    async fn close_follow_up(&self, new: &NewClosing) -> Result<FollowUpChanged>;

    // Jobs.
    /// Reading the same payment twice is one job, as long as nobody has begun it.
    async fn enqueue(&self, kind: &JobKind, run_at: Timestamp) -> Result<()>;
    /// A job for later, beside whatever waits now.
    async fn schedule(&self, kind: &JobKind, run_at: Timestamp) -> Result<()>;
    /// Claims the next due job until `lease_until`; a crash lets the lease run out. A job of a kind
    /// that this program does not know is set aside and written into the audit chain.
    async fn claim_job(
        &self,
        worker: &str,
        now: Timestamp,
        lease_until: Timestamp,
    ) -> Result<Option<Job>>;
    /// As [`Store::claim_job`], of the cancels that wait to be sent.
    async fn claim_cancel(
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
    /// Lets jobs that were set aside be tried again, by a program that may know them. Returns how
    /// many there were.
    async fn take_up_set_aside(&self, now: Timestamp) -> Result<u64>;
    /// When the next job is due, for a worker that sleeps.
    async fn next_job_at(&self) -> Result<Option<Timestamp>>;

    // Webhooks and changes.
    /// One transaction: the hook, once by id, and the job to read again. A repeat leaves none, or a later
    /// one ([`HookMark`](crate::HookMark)).
    async fn store_hook(&self, hook: &Hook) -> Result<HookStored>;
    async fn changes_after(&self, seq: i64, limit: u32) -> Result<Vec<ChangeEvent>>;
    async fn last_change(&self) -> Result<i64>;
    /// Wakes when something may have changed, in this process or in another replica.
    fn changes(&self) -> watch::Receiver<u64>;

    // Import.
    async fn import_progress(&self, channel: &ChannelId) -> Result<Option<ImportProgress>>;
    async fn save_import_progress(&self, progress: &ImportProgress) -> Result<()>;

    // Reconciliation.
    /// Takes a connection's next round, unless somebody else has had it: the one after it is at
    /// `next_at`.
    async fn claim_round(
        &self,
        channel: &ChannelId,
        now: Timestamp,
        next_at: Timestamp,
    ) -> Result<Option<Round>>;
    /// Keeps how far the vendor's list was read. The round must have been claimed once.
    async fn save_listing(&self, channel: &ChannelId, listing: &Listing) -> Result<()>;
    /// The vendor's id of the next payment to compare, put off until `put_off_until` in case that
    /// fails.
    async fn claim_check(
        &self,
        channel: &ChannelId,
        now: Timestamp,
        put_off_until: Timestamp,
    ) -> Result<Option<String>>;

    // Audit.
    async fn audit(&self, entry: &AuditEntry, merchant: Option<&MerchantId>) -> Result<()>;
    async fn audit_after(&self, seq: i64, limit: u32) -> Result<Vec<AuditEvent>>;
}
