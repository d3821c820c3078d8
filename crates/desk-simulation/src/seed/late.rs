//! A scene of its own: a bill that arrives when the book may have let go of it.

use desk_simulator::FaultKind;
use rand::Rng as _;

use super::Draw;
use crate::plan::{BillClick, BillDeed, Billing, Click, Deed, Delayed, Person, Step};

/// Until the next try of a bill, its time-out, the end of what may still arrive, and beyond.
const PAUSES_SECONDS: [i64; 6] = [2, 5, 30, 70, 400, 1_000];

impl Draw {
    /// Cancelled money is billed, the order stays on its way, the vendor refuses what is tried after it;
    /// somebody withdraws the bill or writes it down as paid, the money is billed once more, and the first
    /// order arrives somewhere in between.
    pub(super) fn late_bill(&mut self, steps: &mut Vec<Step>) {
        let payment = self.rng.random_range(0..self.payments);
        self.cancelled(payment, steps);
        self.deed(BillDeed::Rebill { payment, part_won: None }, steps);
        let bill = self.rng.random_range(0..2);
        let late = self.of(&[Delayed::Order, Delayed::Order, Delayed::Order, Delayed::Answer]);
        steps.push(Step::Bill(Billing::Delay(late)));
        let by_link = self.rng.random_ratio(1, 3);
        self.deed(BillDeed::Send { bill, by_link }, steps);
        self.work(steps);
        steps.push(Step::Pass { seconds: 70 });
        self.arrives_now_and_then(steps);
        steps.push(Step::Resume);
        for _ in 0..self.rng.random_range(0..3) {
            steps.push(Step::Bill(Billing::Fault(FaultKind::NotSent)));
            steps.push(Step::Pass { seconds: self.of(&PAUSES_SECONDS) });
            self.work(steps);
        }
        self.arrives_now_and_then(steps);
        self.let_go(bill, steps);
        self.arrives_now_and_then(steps);
        self.deed(BillDeed::Rebill { payment, part_won: None }, steps);
        self.deed(BillDeed::Send { bill: 1, by_link: true }, steps);
        self.work(steps);
        steps.push(Step::Straggle);
        if self.rng.random_ratio(1, 2) {
            steps.push(Step::Bill(Billing::Paid { bill: self.rng.random_range(0..2) }));
        }
    }

    fn cancelled(&mut self, payment: usize, steps: &mut Vec<Step>) {
        let click = Click {
            replica: self.replica(),
            person: Person::Manager,
            payment,
            key: 9,
            deed: Deed::Full,
        };
        steps.push(Step::Click(click));
        steps.push(Step::Pass { seconds: 5 });
        self.work(steps);
    }

    fn let_go(&mut self, bill: usize, steps: &mut Vec<Step>) {
        let replica = self.replica();
        match self.rng.random_range(0..4) {
            0 => self.deed(BillDeed::Record { bill }, steps),
            1 => steps.push(Step::Bill(Billing::VoidedOutside { bill })),
            _ => steps.push(Step::Bill(Billing::Void { replica, bill })),
        }
    }

    fn arrives_now_and_then(&mut self, steps: &mut Vec<Step>) {
        if self.rng.random_ratio(1, 6) {
            steps.push(Step::Straggle);
        }
    }

    fn deed(&mut self, deed: BillDeed, steps: &mut Vec<Step>) {
        let (replica, person) = (self.replica(), self.of(&Person::ALL));
        let key = self.rng.random_range(10..200);
        steps.push(Step::Bill(Billing::Click(BillClick { replica, person, key, deed })));
    }

    fn work(&mut self, steps: &mut Vec<Step>) {
        let replica = self.replica();
        steps.push(match self.rng.random_range(0..5) {
            0 => Step::Crash { replica, turns: self.turns() },
            1 => Step::WorkTogether,
            _ => Step::Work { replica },
        });
    }
}
