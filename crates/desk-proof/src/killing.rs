//! The round: people click, the network breaks, programs are killed at seeded moments and started again.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, RwLock};
use std::time::Duration;

use desk_simulation::{HARNESS, Violation};
use rand::{Rng as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;
use tokio::task::{JoinHandle, JoinSet};

use crate::clicking::{Clicked, Person, Shelf};
use crate::shop::Shop;
use crate::vendors::Vendors;

/// Who clicks.
const LOGINS: [&str; 12] = [
    "staff", "manager", "admin", "staff", "manager", "admin", "staff", "staff", "staff", "manager",
    "staff", "staff",
];
/// How long a program lives after the last kill, in milliseconds: some die while they start.
const LIFE_MS: std::ops::Range<u64> = 5..650;
/// Of a thousand requests between desk and vendors, how many meet a fault.
const FAULTS_PERMILLE: u32 = 80;
/// With each kill time jumps by this many seconds: over the withdraw window, and by far not to where
/// silence is proof.
const WITHDRAWN_SECONDS: i64 = 6;
/// Every so many kills everything comes up, and a lease runs out.
const KILLS_PER_BREATH: u32 = 10;
const LEASE_SECONDS: i64 = 250;
/// How long a breath is.
const BREATH: Duration = Duration::from_millis(700);
const TERMINAL_LOOKS_EVERY: Duration = Duration::from_millis(60);

/// How often which program was killed.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Kills {
    pub(crate) desk: u32,
    pub(crate) vendors: u32,
    pub(crate) agent: u32,
}

impl Kills {
    pub(crate) const fn all(self) -> u32 {
        self.desk + self.vendors + self.agent
    }
}

/// The people of a round, at work.
pub(crate) struct Crew {
    shelf: Arc<Shelf>,
    people: JoinSet<Result<Person, Violation>>,
    at_terminal: JoinHandle<()>,
}

impl Crew {
    pub(crate) async fn begin(shop: &Shop, seed: u64) -> Result<Self, Violation> {
        let shelf = Arc::new(Shelf {
            payments: RwLock::new(shop.for_sale().await?),
            terminal: shop.terminal.clone(),
            is_closing: AtomicBool::new(false),
        });
        let mut people = JoinSet::new();
        for (number, login) in (0..).zip(LOGINS) {
            let person = Person::new(shop.port, login, number, seed);
            people.spawn(person.work(Arc::clone(&shelf)));
        }
        let at_terminal = tokio::spawn(stand_at_terminal(shop.vendors));
        Ok(Self { shelf, people, at_terminal })
    }

    /// Waits for everybody's last answer.
    pub(crate) async fn end(mut self) -> Result<Vec<Person>, Violation> {
        self.shelf.is_closing.store(true, Ordering::SeqCst);
        let mut people = Vec::new();
        while let Some(ended) = self.people.join_next().await {
            people.push(ended.map_err(|error| Violation::of(HARNESS, error))??);
        }
        self.at_terminal.abort();
        Ok(people)
    }

    /// A law that somebody saw broken, as soon as they did.
    async fn complain(&mut self) -> Result<(), Violation> {
        match self.people.try_join_next() {
            Some(ended) => ended.map_err(|error| Violation::of(HARNESS, error))?.map(drop),
            None => Ok(()),
        }
    }
}

async fn stand_at_terminal(vendors: Vendors) {
    loop {
        vendors.serve_terminal().await;
        tokio::time::sleep(TERMINAL_LOOKS_EVERY).await;
    }
}

/// Kills so often, while the crew clicks.
pub(crate) async fn kill(
    shop: &mut Shop,
    crew: &mut Crew,
    kills: u32,
    seed: u64,
) -> Result<Kills, Violation> {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let mut killed = Kills::default();
    shop.weather.turn(FAULTS_PERMILLE);
    while killed.all() < kills {
        tokio::time::sleep(Duration::from_millis(rng.random_range(LIFE_MS))).await;
        match rng.random_range(0..20) {
            0 => {
                shop.simulators.restart().await?;
                killed.vendors += 1;
            }
            1 | 2 => {
                shop.agent.restart().await?;
                killed.agent += 1;
            }
            _ => {
                shop.desk.kill().await?;
                shop.pass(WITHDRAWN_SECONDS).await?;
                shop.desk.start()?;
                killed.desk += 1;
            }
        }
        crew.complain().await?;
        if killed.all().is_multiple_of(KILLS_PER_BREATH) {
            breathe(shop, crew).await?;
            killed.agent += 1;
        }
    }
    Ok(killed)
}

/// Nothing dies for a moment, new payments come in, and the leases of the dead run out.
async fn breathe(shop: &mut Shop, crew: &Crew) -> Result<(), Violation> {
    shop.ready().await?;
    // An agent that the desk dies under waits ever longer before it dials again; a new one dials at once.
    shop.agent.restart().await?;
    shop.weather.settle().await;
    shop.pass(LEASE_SECONDS).await?;
    shop.sell_one_more().await?;
    tokio::time::sleep(BREATH).await;
    let payments = shop.for_sale().await?;
    if let Ok(mut shelf) = crew.shelf.payments.write() {
        *shelf = payments;
    }
    Ok(())
}

/// Everybody presses everything once more, now that all is quiet.
pub(crate) async fn press_all_again(people: Vec<Person>) -> Result<Clicked, Violation> {
    let mut all = Clicked::default();
    for person in people {
        let one = person.press_all_again().await?;
        all.clicks += one.clicks;
        all.broken_lines += one.broken_lines;
        for (word, times) in one.answers {
            *all.answers.entry(word).or_default() += times;
        }
    }
    Ok(all)
}
