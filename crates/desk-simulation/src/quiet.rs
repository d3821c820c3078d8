//! Nothing new happens any more. Desks and vendors go on until there is nothing left to do, or until
//! there should long have been.

use desk_domain::Timestamp;

use crate::browser::request;
use crate::crash::dies_after;
use crate::figures::Mishap;
use crate::plan::Person;
use crate::signing::signature;
use crate::violation::Violation;
use crate::world::World;

/// Laws in passing.
pub(crate) const DOUBT: &str = "a doubt is somebody's duty";
pub(crate) const SIGNED: &str = "a manager's signature ends a doubt";
/// Rounds of work until every job must be done. A cancel without any proof takes a day of looks every ten
/// minutes before it asks for a person; a webhook of a payment that cannot be read a day of looks, too.
const ROUNDS_MAX: u32 = 600;
/// How often the reconciler comes back to a payment that it could not read.
const COMPARISONS_MAX: u32 = 12;
/// How often one work may meet a late message.
const DELAYS_IN_A_ROW: u32 = 4;
/// A signature has some thirty waits.
const SIGNING_TURNS_MAX: u32 = 30;
/// Between two rounds where nothing is due, in seconds.
const NAP_SECONDS: i64 = 60;

impl World {
    pub(crate) async fn come_to_rest(&mut self) -> Result<(), Violation> {
        self.mend_shop().await?;
        self.arrive().await;
        self.work_until_idle().await?;
        for stocked in &self.payments {
            // Nothing to hear of is no fault. The webhook of it stays in the mail room.
            let _ = self.vendors.learn(&stocked.gateway_payment_id);
        }
        // What a bank has in hand of refunds made outside goes its way, whoever hears of it.
        self.pass(NAP_SECONDS);
        self.vendors.pump().await;
        let since = self.now();
        // What the vendors heard of late, or did without a word to us, the reconciler sees. Its read may
        // meet a last fault.
        for _ in 0..COMPARISONS_MAX {
            let Some(next) = self.next_comparison(since).await? else { break };
            self.pass_until(next);
            self.pass(NAP_SECONDS);
            self.begin(0, self.reconciler(0)).await;
            self.work_until_idle().await?;
        }
        Ok(())
    }

    /// When the last payment that has not been read `since` comes up.
    async fn next_comparison(&mut self, since: Timestamp) -> Result<Option<Timestamp>, Violation> {
        let sight = self.look().await?;
        let unread = sight.payments.iter().filter(|one| one.checked_at <= since.0);
        Ok(unread.filter_map(|one| one.check_at).max().map(Timestamp))
    }

    /// What is on its way arrives or never will.
    async fn arrive(&mut self) {
        for round in 0_u32.. {
            if self.held.is_empty() {
                break;
            }
            self.resume().await;
            self.settle().await;
            // Then it is a person who does not come.
            if round > DELAYS_IN_A_ROW {
                self.pass(NAP_SECONDS);
            }
        }
        self.wire.silence();
    }

    async fn work_until_idle(&mut self) -> Result<(), Violation> {
        for _ in 0..ROUNDS_MAX {
            self.round().await;
            self.settle_by_hand().await?;
            let next = self.replicas[0].desk.store.next_job_at().await?;
            let Some(next) = next else { return Ok(()) };
            self.pass_until(next);
        }
        // Whatever is left now is stuck; the laws will say what it is.
        Ok(())
    }

    async fn round(&mut self) {
        self.vendors.pump().await;
        self.begin(0, self.worker(0)).await;
        self.settle().await;
        self.resume().await;
    }

    /// After how many turns of a signature the desk dies: another number for each of them.
    fn next_signing(&mut self) -> u32 {
        self.signings += 1;
        1 + self.signings % SIGNING_TURNS_MAX
    }

    async fn somebody_is_asked(&mut self) -> Result<bool, Violation> {
        let statement = "SELECT EXISTS (SELECT 1 FROM cancellations WHERE attention = 'no_proof')";
        Ok(sqlx::query_scalar(statement).fetch_one(&mut self.book).await?)
    }

    /// A manager who was asked for help looks into the PG's own records, and signs with the password. A read
    /// may have been faster.
    async fn settle_by_hand(&mut self) -> Result<(), Violation> {
        if !self.somebody_is_asked().await? {
            return Ok(());
        }
        let sight = self.look().await?;
        let today = self.now().kst_date();
        for row in sight.cancellations.iter().filter(|one| one.is_in_doubt()) {
            let Some(duty) = sight.duty_of(&row.payment_id) else {
                return Err(Violation::of(DOUBT, format!("{row:?}")));
            };
            let Some(body) = signature(&sight, row, duty, today) else { continue };
            let cookie = self.cookie(0, Person::Manager).await?;
            self.step_up(0, &cookie).await;
            let path = format!("/api/follow-ups/{}/close", duty.id);
            // The desk dies over it first; whoever was not answered signs again.
            let asking = self.asking(0, request(&path, Some(&cookie), &[], Some(&body)));
            if dies_after(self.next_signing(), asking, &self.wire).await {
                self.figures.died(Mishap::DiedSigning);
            }
            self.restart(0).await?;
            let answer = self.ask(0, request(&path, Some(&cookie), &[], Some(&body))).await;
            let code = answer.body["code"].as_str().unwrap_or_default();
            if !answer.is_success() && !["follow_up_closed", "follow_up_changed"].contains(&code) {
                return Err(Violation::of(SIGNED, format!("{body}: {answer:?}")));
            }
        }
        Ok(())
    }
}
