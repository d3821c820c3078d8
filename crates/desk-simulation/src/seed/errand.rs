//! A scene of its own: a desk dies over a request that carries no key, and what was cancelled outside is taken
//! over.

use rand::Rng as _;

use super::Draw;
use crate::plan::{
    BillClick, BillDeed, Billing, Click, Deed, Delayed, Errand, Person, Step, Unkeyed,
};

/// Such a request has some thirty waits.
const TURNS_MAX: u32 = 40;
/// A payment of today is compared every hour.
const UNTIL_COMPARED_SECONDS: i64 = 61 * 60;
/// Of a dialog of its own.
const KEY: u8 = 8;

impl Draw {
    /// Somewhere between the other steps of a history.
    pub(super) fn errand(&mut self, steps: &mut Vec<Step>) {
        let payment = self.rng.random_range(0..self.payments);
        let mut scene = Vec::new();
        match (self.rng.random_range(0..8), self.at_terminal) {
            (0, _) => self.webhook(payment, &mut scene),
            (1, Some(payment)) => self.given_up(payment, &mut scene),
            (0..=2, _) => self.withdrawn(payment, &mut scene),
            (3, _) => self.voided(payment, &mut scene),
            (4, _) => self.looked(payment, &mut scene),
            (5, _) => self.compared(payment, &mut scene),
            _ => self.adopted(payment, &mut scene),
        }
        let at = self.rng.random_range(0..=steps.len());
        steps.splice(at..at, scene);
    }

    fn webhook(&mut self, payment: usize, scene: &mut Vec<Step>) {
        self.asked(payment, scene);
        scene.push(Step::Pass { seconds: 5 });
        scene.push(Step::Work { replica: self.replica() });
        scene.push(Step::Post);
        let letter = self.rng.random_range(0..super::LETTERS);
        self.dies(Unkeyed::Deliver { letter }, scene);
        scene.push(Step::Deliver { replica: self.replica(), letter });
    }

    fn withdrawn(&mut self, payment: usize, scene: &mut Vec<Step>) {
        self.asked(payment, scene);
        self.dies(Unkeyed::Withdraw { payment }, scene);
        scene.push(Step::Pass { seconds: self.of(&[1, 5]) });
        scene.push(Step::Work { replica: self.replica() });
    }

    fn given_up(&mut self, payment: usize, scene: &mut Vec<Step>) {
        self.asked(payment, scene);
        scene.push(Step::Work { replica: 0 });
        let person = self.person();
        scene.push(Step::Terminal(person));
        self.dies(Unkeyed::Abort { payment }, scene);
        scene.push(Step::Resume);
    }

    /// A bill that is made, or on its way, or sent.
    fn voided(&mut self, payment: usize, scene: &mut Vec<Step>) {
        self.asked(payment, scene);
        scene.push(Step::Pass { seconds: 5 });
        scene.push(Step::Work { replica: self.replica() });
        self.pressed_once(BillDeed::Rebill { payment, part_won: None }, scene);
        if self.rng.random_ratio(2, 3) {
            if self.rng.random_ratio(1, 3) {
                scene.push(Step::Bill(Billing::Delay(Delayed::Order)));
            }
            self.pressed_once(BillDeed::Send { bill: 0, by_link: true }, scene);
            scene.push(Step::Work { replica: self.replica() });
        }
        self.dies(Unkeyed::Void { bill: 0 }, scene);
    }

    /// Cancelled outside, and a desk dies over "지금 확인".
    fn looked(&mut self, payment: usize, scene: &mut Vec<Step>) {
        let outside = self.outside(payment);
        scene.push(outside);
        self.dies(Unkeyed::Refresh { payment }, scene);
    }

    /// Cancelled outside, and a desk dies while it finds that by itself.
    fn compared(&mut self, payment: usize, scene: &mut Vec<Step>) {
        let outside = self.outside(payment);
        scene.push(outside);
        scene.push(Step::Pass { seconds: UNTIL_COMPARED_SECONDS });
        let replica = self.replica();
        scene.push(Step::DieComparing { replica, turns: self.rng.random_range(1..TURNS_MAX) });
    }

    /// Taken over in peace, twice, or by a desk that dies over it.
    fn adopted(&mut self, payment: usize, scene: &mut Vec<Step>) {
        let outside = self.outside(payment);
        scene.push(outside);
        scene.push(Step::Refresh { replica: self.replica(), payment });
        let adopt = Unkeyed::Adopt { payment };
        for _ in 0..self.of(&[0, 1, 2]) {
            scene.push(Step::Errand(Errand { replica: self.replica(), deed: adopt }));
        }
        self.dies(adopt, scene);
        if self.rng.random_ratio(1, 2) {
            scene.push(Step::Errand(Errand { replica: self.replica(), deed: adopt }));
        }
    }

    fn asked(&mut self, payment: usize, scene: &mut Vec<Step>) {
        let (replica, person) = (self.replica(), Person::Manager);
        scene.push(Step::Click(Click { replica, person, payment, key: KEY, deed: Deed::Full }));
    }

    fn dies(&mut self, deed: Unkeyed, scene: &mut Vec<Step>) {
        let errand = Errand { replica: self.replica(), deed };
        scene.push(Step::Die { errand, turns: self.rng.random_range(1..TURNS_MAX) });
    }

    fn pressed_once(&mut self, deed: BillDeed, scene: &mut Vec<Step>) {
        let (replica, person) = (self.replica(), Person::Manager);
        let click = BillClick { replica, person, key: self.rng.random_range(200..255), deed };
        scene.push(Step::Bill(Billing::Click(click)));
    }
}
