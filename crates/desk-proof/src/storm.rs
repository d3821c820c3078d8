//! The round without kills: nearly every second request between desk and vendors meets a fault, and some
//! answers come after the desk has stopped waiting for them.

use std::time::Duration;

use desk_simulation::Violation;

use crate::crew::Crew;
use crate::shop::Shop;

/// Of a thousand requests, how many meet a fault.
const FAULTS_PERMILLE: u32 = 400;
/// How many answers come after the desk's time-out of 65 s.
const BEYOND: u32 = 5;
/// In all some 76 s: longer than that time-out.
const GUSTS: u32 = 38;
const GUST: Duration = Duration::from_secs(2);
/// Time passes three times as fast as it does, and not faster: a lease of 240 s must outlive an answer that
/// somebody waits 65 s for.
const GUST_SECONDS: i64 = 4;

/// People click while the network is at its worst.
pub(crate) async fn blow(shop: &mut Shop, crew: &mut Crew) -> Result<(), Violation> {
    shop.weather.turn(FAULTS_PERMILLE);
    shop.weather.keep_waiting(BEYOND);
    for _ in 0..GUSTS {
        tokio::time::sleep(GUST).await;
        shop.weather.settle().await;
        shop.pass(GUST_SECONDS).await?;
        shop.sell_one_more().await?;
        shop.desk.lives()?;
        crew.complain().await?;
        crew.show(shop.for_sale().await?);
    }
    Ok(())
}
