//! Scenes at the card terminal of a shop.

use desk_simulator::van::{Decline, Line};
use rand::Rng as _;

use super::Draw;
use crate::plan::{AtTerminal, Click, Deed, Person, Step, Torn};

/// An agent has some twenty places to die at in one cancel.
const AGENT_TURNS_MAX: u32 = 24;
/// Around the limits of a cancel at a terminal: the VAN, the take, the card, the lease.
const WAITS_SECONDS: [i64; 6] = [1, 3, 16, 40, 65, 100];
const DECLINES: [Decline; 3] = [Decline::CardDiffers, Decline::IssuerRefused, Decline::LineDown];

impl Draw {
    /// A cancel from the click to the VAN's answer, with what befalls it.
    pub(super) fn counter(&mut self, payment: usize, steps: &mut Vec<Step>) {
        let person = self.of(&Person::ALL);
        let key = self.rng.random_range(0..3);
        let click = Click { replica: self.replica(), person, payment, key, deed: Deed::Full };
        steps.push(Step::Click(click));
        self.trouble_now_and_then(payment, steps);
        let replica = self.of(&[0, 0, 0, 1]);
        steps.push(Step::Work { replica });
        self.trouble_now_and_then(payment, steps);
        let card = self.person();
        steps.push(Step::Terminal(card));
        self.trouble_now_and_then(payment, steps);
        steps.push(match self.rng.random_range(0..8) {
            0 => Step::Terminal(AtTerminal::Pull),
            1 => Step::Terminal(AtTerminal::Decline(self.of(&DECLINES))),
            2 | 3 => Step::Pass { seconds: self.of(&WAITS_SECONDS) },
            _ => Step::Terminal(AtTerminal::Answer),
        });
        self.trouble_now_and_then(payment, steps);
        if self.rng.random_ratio(2, 3) {
            steps.push(Step::Resume);
        }
        for _ in 0..self.rng.random_range(0..4) {
            let repair = self.repair();
            steps.push(Step::Terminal(repair));
        }
        steps.push(Step::Pass { seconds: self.of(&WAITS_SECONDS) });
        steps.push(Step::Work { replica });
    }

    /// Anything that can happen at the shop.
    pub(super) fn at_shop(&mut self, payment: usize) -> Step {
        let act = match self.rng.random_range(0..4) {
            0 => self.person(),
            1 => self.repair(),
            _ => return self.trouble(payment),
        };
        Step::Terminal(act)
    }

    fn trouble_now_and_then(&mut self, payment: usize, steps: &mut Vec<Step>) {
        if self.rng.random_ratio(1, 3) {
            let trouble = self.trouble(payment);
            steps.push(trouble);
        }
    }

    fn trouble(&mut self, payment: usize) -> Step {
        let replica = self.replica();
        Step::Terminal(match self.rng.random_range(0..14) {
            0..=2 => AtTerminal::AgentDies { turns: self.rng.random_range(0..AGENT_TURNS_MAX) },
            3 => AtTerminal::DiskFails(self.of(&[Torn::Nothing, Torn::Half, Torn::Whole])),
            4 | 5 => AtTerminal::Cut,
            6 => AtTerminal::Lead { to: self.of(&[None, Some(replica)]) },
            7 => AtTerminal::Plug { is_plugged: false },
            8 => AtTerminal::VanLine(Line::LostBeforeVan),
            9 => AtTerminal::VanLine(Line::LostAfterVan),
            10 => AtTerminal::Abort { replica, payment },
            11 | 12 => return Step::Crash { replica: 0, turns: self.turns() },
            _ => return Step::Pass { seconds: self.of(&WAITS_SECONDS) },
        })
    }

    pub(super) fn person(&mut self) -> AtTerminal {
        match self.rng.random_range(0..8) {
            0 => AtTerminal::Insert { is_right: false },
            1 => AtTerminal::PressCancel,
            _ => AtTerminal::Insert { is_right: true },
        }
    }

    fn repair(&mut self) -> AtTerminal {
        match self.rng.random_range(0..6) {
            0 => AtTerminal::Plug { is_plugged: true },
            1 => AtTerminal::VanLine(Line::Up),
            2 => AtTerminal::Lead { to: Some(self.of(&[0, 0, 1])) },
            _ => AtTerminal::AgentStarts,
        }
    }
}
