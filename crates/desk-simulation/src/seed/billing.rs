//! Scenes in which cancelled money is asked for again.

use desk_simulator::FaultKind;
use rand::Rng as _;

use super::{Draw, PARTS_WON};
use crate::plan::{BillClick, BillDeed, Billing, Person, Step};

/// More than a history mostly has: the places are counted round and round.
const BILLS: usize = 3;
const SEND_FAULTS: [FaultKind; 8] = [
    FaultKind::TimeoutBefore,
    FaultKind::TimeoutAfter,
    FaultKind::DropBefore,
    FaultKind::DropAfter,
    FaultKind::Http500,
    FaultKind::Http500After,
    FaultKind::Http503,
    FaultKind::HalfAnswer,
];

impl Draw {
    /// A bill is made and mostly sent; some of them are paid, and the vendor tells of it.
    pub(super) fn bill_again(&mut self, steps: &mut Vec<Step>) {
        let deed = self.rebill();
        steps.push(self.pressed(deed));
        let bill = self.bill();
        if self.rng.random_ratio(1, 4) {
            steps.push(Step::Bill(self.billing()));
        }
        if self.rng.random_ratio(1, 2) {
            steps.push(Step::Bill(Billing::Fault(self.of(&SEND_FAULTS))));
        }
        let by_link = self.rng.random_ratio(1, 3);
        steps.push(self.pressed(BillDeed::Send { bill, by_link }));
        let replica = self.replica();
        steps.push(match self.rng.random_range(0..4) {
            0 => Step::Crash { replica, turns: self.turns() },
            1 => Step::WorkTogether,
            _ => Step::Work { replica },
        });
        if self.rng.random_ratio(1, 2) {
            steps.push(Step::Bill(Billing::Paid { bill }));
            self.mail(steps);
        }
    }

    pub(super) fn billing(&mut self) -> Billing {
        let (replica, bill) = (self.replica(), self.bill());
        match self.rng.random_range(0..10) {
            0 => Billing::Click(self.press_of(BillDeed::Record { bill })),
            1 | 2 => Billing::Click(self.press_of(BillDeed::Resend { bill })),
            3 | 4 => Billing::Void { replica, bill },
            5 => Billing::Fault(self.of(&SEND_FAULTS)),
            6 | 7 => Billing::Paid { bill },
            8 => Billing::VoidedOutside { bill },
            _ => {
                let deed = self.rebill();
                Billing::Click(self.press_of(deed))
            }
        }
    }

    /// By one person, by two at once, or by one whose browser goes away.
    fn pressed(&mut self, deed: BillDeed) -> Step {
        let click = self.press_of(deed);
        Step::Bill(match self.rng.random_range(0..6) {
            0 => Billing::Vanish(click, self.turns()),
            1 => Billing::Race(vec![click, click]),
            2 => Billing::Race(vec![click, self.press_of(deed)]),
            _ => Billing::Click(click),
        })
    }

    fn press_of(&mut self, deed: BillDeed) -> BillClick {
        let person = self.of(&Person::ALL);
        BillClick { replica: self.replica(), person, key: self.rng.random_range(0..6), deed }
    }

    fn rebill(&mut self) -> BillDeed {
        let part = Some(self.of(&PARTS_WON));
        BillDeed::Rebill { payment: self.payment(), part_won: self.of(&[None, part]) }
    }

    fn bill(&mut self) -> usize {
        self.rng.random_range(0..BILLS)
    }
}
