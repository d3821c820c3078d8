//! What a person does at the device and a test at the VAN. Acts that do not fit the moment return
//! `None` and change nothing.

use super::attempt::{AbortedBy, Attempt, Card};
use super::blueprint::{self, Blueprint};
use super::counter::Refusal;
use super::judge::Decline;
use super::state::Line;
use super::truth::{self, Truth};
use super::{device, vanside};
use crate::world::World;

#[derive(Debug)]
pub struct Backstage<'a> {
    world: &'a World,
}

impl<'a> Backstage<'a> {
    pub(crate) const fn of(world: &'a World) -> Self {
        Self { world }
    }

    /// Puts an approval into the VAN's book.
    pub fn create(&self, blueprint: &Blueprint) -> Result<(), Refusal> {
        self.world.at_van(|scene| blueprint::create(scene.state, blueprint, scene.now))
    }

    /// What the device is busy with.
    pub fn current(&self) -> Option<Attempt> {
        self.world.at_van(|scene| scene.state.current().cloned())
    }

    pub fn insert(&self, card: Card) -> Option<()> {
        self.world.at_van(|scene| device::insert(scene.state, card, scene.now))
    }

    /// The card is pulled while the VAN is being asked.
    pub fn pull(&self) -> Option<()> {
        self.world.at_van(|scene| device::pull(scene.state, scene.now))
    }

    /// The cancel key on the device.
    pub fn press_cancel(&self) -> Option<()> {
        self.world.at_van(|scene| device::give_up(scene.state, AbortedBy::Person, scene.now))
    }

    /// The wait for the card is over.
    pub fn time_out(&self) -> Option<()> {
        self.world.at_van(|scene| device::give_up(scene.state, AbortedBy::TimeOut, scene.now))
    }

    /// The VAN answers now.
    pub fn answer(&self) -> Option<()> {
        self.world.at_van(|scene| device::answer(scene.state, scene.now))
    }

    /// The VAN's next answer is this no; one that is being asked for is given at once.
    pub fn decline(&self, decline: Decline) {
        self.world.at_van(|scene| {
            scene.state.next_decline = Some(decline);
            device::answer(scene.state, scene.now);
        });
    }

    pub fn set_line(&self, line: Line) {
        self.world.at_van(|scene| {
            scene.state.line = line;
            scene.state.revision += 1;
        });
    }

    /// Unplugged, the driver closes every connection without an answer.
    pub fn plug(&self, is_plugged: bool) {
        self.world.at_van(|scene| {
            scene.state.is_plugged = is_plugged;
            scene.state.revision += 1;
        });
    }

    /// Somebody cancels without this device; `None` for an unknown approval.
    pub fn cancel_outside(&self, approval_number: &str) -> Option<()> {
        self.world.at_van(|scene| vanside::cancel_outside(scene.state, approval_number, scene.now))
    }

    /// The VAN's own knowledge of an approval, with every refund that was really made.
    pub fn truth(&self, approval_number: &str) -> Option<Truth> {
        self.world.at_van(|scene| truth::truth(scene.state, approval_number))
    }
}
