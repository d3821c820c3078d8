//! Carries out one step.

use std::sync::Arc;

use desk_domain::CancellationId;
use desk_server::workers;
use desk_simulator::bootpay::OutsideCancel;
use desk_simulator::payssam::Source;
use desk_simulator::{Fault, FaultKind, Scope};
use futures::future::join_all;

use crate::crash::{Work, dies_after, until_held};
use crate::figures::Mishap;
use crate::keys::Sent;
use crate::plan::{Call, Click, Errand, Payment, Replica, Step, Unkeyed, Vendor};
use crate::violation::Violation;
use crate::world::World;

/// A webhook that comes so long after it was sent is late, in seconds.
const LATE_SECONDS: i64 = 60;

pub(crate) const FORGED: &str = "a forged webhook is refused";

impl World {
    pub(crate) async fn act(&mut self, step: &Step) -> Result<(), Violation> {
        match step {
            Step::Click(click) => self.click_at_once(std::slice::from_ref(click)).await,
            Step::Race(clicks) => self.click_at_once(clicks).await,
            Step::Vanish(click, turns) => {
                self.figures.clicks += 1;
                let sent = self.prepare(click).await?;
                self.vanish(sent, *turns).await;
                Ok(())
            }
            Step::Bill(billing) => self.bill(billing).await,
            Step::Terminal(act) => self.at_terminal(*act).await,
            Step::Withdraw { replica, payment } => {
                let deed = Unkeyed::Withdraw { payment: *payment };
                self.run_errand(Errand { replica: *replica, deed }).await
            }
            Step::Errand(errand) => self.run_errand(*errand).await,
            Step::Die { errand, turns } => self.die_over(*errand, *turns).await,
            Step::Refresh { replica, payment } => {
                let deed = Unkeyed::Refresh { payment: *payment };
                self.run_errand(Errand { replica: *replica, deed }).await
            }
            Step::Work { replica } => {
                self.begin(*replica, self.worker(*replica)).await;
                Ok(())
            }
            Step::WorkTogether => {
                self.work_together().await;
                Ok(())
            }
            Step::Crash { replica, turns } => {
                if dies_after(*turns, self.worker(*replica), &self.wire).await {
                    self.figures.died(Mishap::DiedAtWork);
                }
                self.restart(*replica).await
            }
            Step::Reconcile { replica } => {
                self.begin(*replica, self.reconciler(*replica)).await;
                Ok(())
            }
            Step::DieComparing { replica, turns } => {
                if dies_after(*turns, self.reconciler(*replica), &self.wire).await {
                    self.figures.died(Mishap::DiedComparing);
                }
                self.restart(*replica).await
            }
            Step::Resume => {
                self.resume().await;
                Ok(())
            }
            Step::Straggle => {
                self.wire.straggle().await;
                Ok(())
            }
            Step::Post => {
                self.vendors.pump().await;
                Ok(())
            }
            Step::Deliver { replica, letter } => self.deliver(*replica, *letter).await,
            Step::Forge { replica, letter } => self.forge(*replica, *letter).await,
            Step::Careless { payment } => self.careless(*payment).await,
            Step::Delay { payment, what } => {
                self.wire.delay(self.name(*payment), *what);
                Ok(())
            }
            Step::Fault { .. }
            | Step::Outside { .. }
            | Step::Settle { .. }
            | Step::Learn { .. }
            | Step::Pass { .. } => {
                self.happen(step);
                Ok(())
            }
        }
    }

    /// What needs no desk.
    fn happen(&mut self, step: &Step) {
        match step {
            Step::Fault { payment, kind, on } => self.arm(*payment, *kind, *on),
            Step::Outside { payment, part_won } => self.cancel_outside(*payment, *part_won),
            Step::Settle { payment, paid_out } => self.settle_refund(*payment, *paid_out),
            Step::Learn { payment } => {
                let _ = self.vendors.learn(self.name(*payment));
            }
            Step::Pass { seconds } => self.pass(*seconds),
            _ => {}
        }
    }

    /// What the vendor refuses to do does not happen.
    fn settle_refund(&mut self, payment: Payment, paid_out: bool) {
        if self.vendors.settle_refund(self.name(payment), paid_out).is_ok() {
            self.figures.met(if paid_out { Mishap::PaidOut } else { Mishap::NotPaidOut });
        }
    }

    fn name(&self, payment: Payment) -> &str {
        &self.payment(payment).gateway_payment_id
    }

    async fn click_at_once(&mut self, clicks: &[Click]) -> Result<(), Violation> {
        self.figures.clicks += clicks.len() as u64;
        let mut sent = Vec::new();
        for click in clicks {
            sent.push(self.prepare(click).await?);
        }
        self.race(sent).await
    }

    /// Clicks at once; one is a race with nobody.
    pub(crate) async fn race(&mut self, clicks: Vec<Sent>) -> Result<(), Violation> {
        let at_once = clicks.len() > 1;
        if let [one, other, ..] = &clicks[..] {
            self.figures.met(if one.has_key_of(other) {
                Mishap::SameKeyAtOnce
            } else {
                Mishap::OtherKeyAtOnce
            });
        }
        let mut pressed = Vec::new();
        let mut requests = Vec::new();
        for click in clicks {
            self.keys.keep(&click.pressed);
            pressed.push(click.pressed);
            requests.push((click.replica, click.request));
        }
        let asked = requests.into_iter().map(|(replica, request)| self.ask(replica, request));
        let answers = join_all(asked).await;
        let mut judged: Vec<_> = pressed.into_iter().zip(answers).collect();
        // Whoever was first has made it; the others repeat.
        judged.sort_by_key(|(_, answer)| answer.status != 201);
        for (pressed, answer) in judged {
            self.keys.judge(pressed, &answer, at_once)?;
        }
        Ok(())
    }

    pub(crate) async fn vanish(&mut self, click: Sent, turns: u32) {
        self.keys.keep(&click.pressed);
        let asking = self.asking(click.replica, click.request);
        if dies_after(turns, asking, &self.wire).await {
            self.figures.met(Mishap::BrowserGone);
        }
    }

    /// The cancel of the payment that is under way.
    pub(crate) async fn in_flight(
        &self,
        replica: Replica,
        payment: Payment,
    ) -> Result<Option<CancellationId>, Violation> {
        let row = self.replicas[replica].desk.store.payment(&self.payment(payment).id).await?;
        Ok(row.and_then(|row| row.in_flight).map(|running| running.id))
    }

    /// Whatever a worker cannot write down stays in the queue, and the laws see it there.
    pub(crate) fn worker(&self, replica: Replica) -> Work {
        let desk = Arc::clone(&self.replicas[replica].desk);
        Box::pin(async move {
            let _ = workers::work_off(&desk).await;
        })
    }

    pub(crate) fn reconciler(&self, replica: Replica) -> Work {
        let desk = Arc::clone(&self.replicas[replica].desk);
        Box::pin(async move {
            let _ = workers::reconcile(&desk).await;
        })
    }

    pub(crate) async fn begin(&mut self, replica: Replica, work: Work) {
        if let Some(held) = until_held(work, &self.wire).await {
            self.held.push((replica, held));
        }
    }

    async fn work_together(&mut self) {
        self.figures.met(Mishap::TwoWorkers);
        let workers = [self.worker(0), self.worker(1)];
        let both = workers.map(|worker| until_held(worker, &self.wire));
        let left = join_all(both).await;
        let held = left.into_iter().enumerate().filter_map(|(of, work)| Some((of, work?)));
        self.held.extend(held);
    }

    pub(crate) async fn resume(&mut self) {
        self.wire.resume();
        for (replica, work) in std::mem::take(&mut self.held) {
            self.begin(replica, work).await;
        }
    }

    async fn deliver(&mut self, replica: Replica, letter: usize) -> Result<(), Violation> {
        let Some(letter) = self.mail.letter(letter) else { return Ok(()) };
        if self.delivered.contains(&letter.place) {
            self.figures.met(Mishap::HookTwice);
        } else if self.delivered.last().is_some_and(|last| *last > letter.place) {
            self.figures.met(Mishap::HookOutOfOrder);
        }
        let is_new = self.delivered.insert(letter.place);
        if is_new && self.now().seconds_since(letter.kept_at) >= LATE_SECONDS {
            self.figures.met(Mishap::HookLate);
        }
        let answer = self.ask(replica, letter.request()).await;
        if answer.is_success()
            && let Some(mark) = letter.mark()
        {
            self.acknowledged.insert(mark);
        }
        Ok(())
    }

    async fn forge(&mut self, replica: Replica, letter: usize) -> Result<(), Violation> {
        let Some(letter) = self.mail.letter(letter) else { return Ok(()) };
        let answer = self.ask(replica, letter.forged().request()).await;
        let must_be_refused = letter.proves_its_sender(self.generation);
        if answer.status >= 500 || (must_be_refused && answer.is_success()) {
            return Err(Violation::of(FORGED, format!("{answer:?}")));
        }
        if must_be_refused {
            self.figures.forged += 1;
            self.figures.met(Mishap::HookForged);
        }
        Ok(())
    }

    fn arm(&self, payment: Payment, kind: FaultKind, on: Call) {
        let scope = match on {
            Call::Cancel => Scope::Cancel,
            Call::Read => Scope::Read,
        };
        let payment_id = Some(self.name(payment).to_owned());
        self.vendors.arm(Fault { payment_id, scope, ..Fault::next_cancel(kind) });
    }

    fn cancel_outside(&mut self, payment: Payment, amount_won: Option<i64>) {
        let name = self.name(payment);
        let (is_done, has_parts) = match self.payment(payment).vendor {
            Vendor::PortOneCard | Vendor::PortOneAccount => {
                (self.vendors.cancel_outside(name, amount_won).is_ok(), true)
            }
            Vendor::Bootpay | Vendor::BootpayAccount => {
                let cancel = OutsideCancel { amount_won, ..OutsideCancel::default() };
                (self.vendors.at_bootpay().cancel(name, &cancel).is_ok(), true)
            }
            Vendor::PaySsam => {
                (self.vendors.cancel_bill_outside(name, Source::ManagerSite).is_ok(), false)
            }
            Vendor::Terminal => (self.vendors.at_van().cancel_outside(name).is_some(), false),
            Vendor::Recorded => (false, false),
        };
        if is_done {
            let is_part = has_parts && amount_won.is_some();
            self.figures.met(if is_part { Mishap::OutsideInPart } else { Mishap::OutsideInFull });
        }
    }
}
