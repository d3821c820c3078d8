//! One number becomes one plan.

mod billing;
mod errand;
mod late;
mod terminal;

use desk_simulator::FaultKind;
use rand::seq::IndexedRandom as _;
use rand::{Rng as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;

use crate::plan::{
    Call, Click, Deed, Delayed, Generation, Person, Plan, Start, Step, Stock, Vendor,
};

const AMOUNTS_WON: [i64; 3] = [30_000, 100_000, 350_000];
const PARTS_WON: [i64; 3] = [10_000, 20_000, 30_000];
/// Around every limit of the desk: withdraw window, time-out, lease, PG patience, idempotency.
const PAUSES_SECONDS: [i64; 10] = [1, 4, 5, 12, 40, 70, 250, 700, 4_000, 12_000];
/// A cancel has some forty places to die at; most are early.
const TURNS_MAX: u32 = 60;
const LETTERS: usize = 6;
/// Beside the number of a history, so that all its other scenes are those they were without these.
const LATE_BILLS: u64 = 0x6c61_7465_6269_6c6c;
const ERRANDS: u64 = 0x6572_7261_6e64_7321;
const ACCOUNTS: u64 = 0x6163_636f_756e_7473;

/// What a cancel may meet at any vendor.
const CANCEL_FAULTS: [FaultKind; 13] = [
    FaultKind::TimeoutBefore,
    FaultKind::TimeoutAfter,
    FaultKind::DropBefore,
    FaultKind::DropAfter,
    FaultKind::DropAfter,
    FaultKind::Http500,
    FaultKind::Http503,
    FaultKind::Http500After,
    FaultKind::HalfAnswer,
    FaultKind::Failed200,
    FaultKind::PgRefused,
    FaultKind::PgAnswerLost,
    FaultKind::CancelledFirst,
];
const READ_FAULTS: [FaultKind; 3] =
    [FaultKind::DropBefore, FaultKind::Http503, FaultKind::HalfAnswer];
/// What befalls a refund or a webhook later.
const LATER_FAULTS: [FaultKind; 5] = [
    FaultKind::RefundFails,
    FaultKind::RefundBounces,
    FaultKind::WebhookDuplicate,
    FaultKind::WebhookLate,
    FaultKind::WebhookLost,
];

/// The plan of `seed`.
#[must_use]
pub fn plan_of(seed: u64) -> Plan {
    let mut draw = Draw { rng: ChaCha8Rng::seed_from_u64(seed), payments: 1, at_terminal: None };
    let starts = draw.of(&[Start::Noon, Start::Noon, Start::BeforeMidnight, Start::BeforeTheFirst]);
    let generation = draw.of(&[Generation::First, Generation::Second]);
    draw.payments = draw.of(&[1, 1, 2]);
    let mut payments: Vec<_> = (0..draw.payments).map(|_| draw.stock()).collect();
    let mut aside = draw.aside(seed ^ ACCOUNTS);
    payments.iter_mut().for_each(|stock| aside.perhaps_into_account(stock));
    draw.at_terminal = payments.iter().position(|stock| stock.vendor == Vendor::Terminal);
    let scenes = draw.rng.random_range(3..9);
    let mut steps = Vec::new();
    for _ in 0..scenes {
        draw.scene(&mut steps);
    }
    let mut aside = draw.aside(seed ^ LATE_BILLS);
    if aside.rng.random_ratio(1, 6) {
        aside.late_bill(&mut steps);
    }
    let mut aside = draw.aside(seed ^ ERRANDS);
    if aside.rng.random_ratio(1, 2) {
        aside.errand(&mut steps);
    }
    Plan { seed, starts, generation, payments, steps }
}

struct Draw {
    rng: ChaCha8Rng,
    payments: usize,
    /// The payment that was made at the shop's terminal.
    at_terminal: Option<usize>,
}

impl Draw {
    /// Dice of its own for what is put beside the scenes of a history.
    fn aside(&self, seed: u64) -> Self {
        Self { rng: ChaCha8Rng::seed_from_u64(seed), ..*self }
    }

    fn of<T: Copy>(&mut self, choices: &[T]) -> T {
        *choices.choose(&mut self.rng).expect("there is something to choose from")
    }

    fn stock(&mut self) -> Stock {
        use Vendor::{Bootpay, PaySsam, PortOneAccount, PortOneCard, Recorded, Terminal};
        let vendors = [PortOneCard, PortOneCard, PortOneAccount, Bootpay, PaySsam, Terminal];
        let vendor = if self.rng.random_ratio(1, 20) { Recorded } else { self.of(&vendors) };
        Stock { vendor, amount_won: self.of(&AMOUNTS_WON) }
    }

    /// Bootpay is paid through an account as well.
    fn perhaps_into_account(&mut self, stock: &mut Stock) {
        if stock.vendor == Vendor::Bootpay && self.rng.random_ratio(1, 3) {
            stock.vendor = Vendor::BootpayAccount;
        }
    }

    /// A cancel with what befalls it, or a moment of everything else.
    fn scene(&mut self, steps: &mut Vec<Step>) {
        if self.rng.random_ratio(1, 2) {
            self.cancel(steps);
        }
        if self.rng.random_ratio(1, 4) {
            self.bill_again(steps);
        }
        if let Some(payment) = self.at_terminal
            && self.rng.random_ratio(1, 2)
        {
            self.counter(payment, steps);
        }
        for _ in 0..self.rng.random_range(0..4) {
            let step = self.moment();
            steps.push(step);
        }
    }

    fn cancel(&mut self, steps: &mut Vec<Step>) {
        let click = self.click();
        steps.push(match self.rng.random_range(0..8) {
            0 => Step::Vanish(click, self.turns()),
            1 => Step::Race(vec![click, click]),
            2 => Step::Race(vec![click, self.click()]),
            _ => Step::Click(click),
        });
        let payment = click.payment;
        if self.rng.random_ratio(2, 3) {
            steps.push(self.mishap(payment));
        }
        steps.push(Step::Pass { seconds: 5 });
        let replica = self.replica();
        steps.push(match self.rng.random_range(0..6) {
            0 | 1 => Step::Crash { replica, turns: self.turns() },
            2 => Step::WorkTogether,
            _ => Step::Work { replica },
        });
        if self.rng.random_ratio(1, 3) {
            self.mail(steps);
        }
    }

    /// The vendors post; some of it is delivered, some of that again.
    fn mail(&mut self, steps: &mut Vec<Step>) {
        steps.push(Step::Post);
        let letter = self.rng.random_range(0..LETTERS);
        for _ in 0..self.of(&[1, 1, 2]) {
            steps.push(Step::Deliver { replica: self.replica(), letter });
        }
    }

    fn mishap(&mut self, payment: usize) -> Step {
        match self.rng.random_range(0..10) {
            0..=4 => Step::Fault { payment, kind: self.of(&CANCEL_FAULTS), on: Call::Cancel },
            5 => Step::Fault { payment, kind: self.of(&READ_FAULTS), on: Call::Read },
            6 => Step::Fault { payment, kind: self.of(&LATER_FAULTS), on: Call::Cancel },
            7 => self.outside(payment),
            _ => Step::Delay {
                payment,
                what: self.of(&[Delayed::Order, Delayed::Answer, Delayed::Read]),
            },
        }
    }

    fn moment(&mut self) -> Step {
        let (replica, payment) = (self.replica(), self.payment());
        let letter = self.rng.random_range(0..LETTERS);
        match self.rng.random_range(0..39) {
            0..=2 => Step::Click(self.click()),
            3 => Step::Withdraw { replica, payment },
            4 | 5 => Step::Refresh { replica, payment },
            6..=9 => Step::Work { replica },
            10 => Step::WorkTogether,
            11 => Step::Crash { replica, turns: self.turns() },
            12 | 13 => Step::Reconcile { replica },
            14..=16 => self.mishap(payment),
            17 | 18 => Step::Resume,
            19 => Step::Straggle,
            20 => self.outside(payment),
            21 => Step::Settle { payment, paid_out: self.rng.random_ratio(2, 3) },
            22 => Step::Learn { payment },
            23 | 24 => Step::Post,
            25..=27 => Step::Deliver { replica, letter },
            28 => Step::Forge { replica, letter },
            29 => Step::Careless { payment },
            30..=32 => Step::Bill(self.billing()),
            33..=35 => match self.at_terminal {
                Some(payment) => self.at_shop(payment),
                None => Step::Resume,
            },
            _ => Step::Pass { seconds: self.of(&PAUSES_SECONDS) },
        }
    }

    fn click(&mut self) -> Click {
        let deed = match self.rng.random_range(0..10) {
            0..=4 => Deed::Full,
            5..=8 => Deed::Part { won: self.of(&PARTS_WON) },
            _ => Deed::Force,
        };
        Click {
            replica: self.replica(),
            person: self.of(&Person::ALL),
            payment: self.payment(),
            key: self.rng.random_range(0..3),
            deed,
        }
    }

    fn outside(&mut self, payment: usize) -> Step {
        let part = Some(self.of(&PARTS_WON));
        Step::Outside { payment, part_won: self.of(&[None, part]) }
    }

    fn replica(&mut self) -> usize {
        self.rng.random_range(0..2)
    }

    /// Often one of the first, now and then what a bill has become.
    fn payment(&mut self) -> usize {
        let later = usize::from(self.rng.random_ratio(1, 6));
        self.rng.random_range(0..self.payments + later)
    }

    fn turns(&mut self) -> u32 {
        self.rng.random_range(1..TURNS_MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_is_one_plan_for_ever() {
        assert_eq!(plan_of(7), plan_of(7));
        assert_ne!(plan_of(7).steps, plan_of(8).steps);
    }

    #[test]
    fn a_plan_survives_being_written_down() {
        let plan = plan_of(11);
        let text = serde_json::to_string(&plan).unwrap();
        assert_eq!(serde_json::from_str::<Plan>(&text).unwrap(), plan);
    }
}
