//! The round: people click, the network breaks, programs are killed at seeded moments and started again.

use std::time::Duration;

use desk_simulation::Violation;
use rand::{Rng as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;

use crate::crew::Crew;
use crate::shop::Shop;

/// How long nothing is killed, in milliseconds.
const LIFE_MS: std::ops::Range<u64> = 5..450;
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

/// How often which program was killed.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Kills {
    pub(crate) desk: u32,
    pub(crate) vendors: u32,
    pub(crate) agent: u32,
    /// Of the desk's, those under which money was on its way.
    pub(crate) over_a_cancel: u32,
}

impl Kills {
    pub(crate) const fn all(self) -> u32 {
        self.desk + self.vendors + self.agent
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
        // One desk in four dies while it starts.
        if rng.random_ratio(3, 4) {
            shop.ready().await?;
        }
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
                killed.over_a_cancel += u32::from(shop.book.has_cancels_under_way().await?);
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
    crew.show(shop.for_sale().await?);
    Ok(())
}
