//! Somebody sets the desk's clock back by an hour, in the middle of a cancel, and right again.

use std::time::Duration;

use desk_simulation::Violation;

use super::Clicks;
use crate::shop::Shop;

const BACK_SECONDS: i64 = 60 * 60;
/// Until the desk has looked at the clock.
const LOOK: Duration = Duration::from_millis(1_200);

pub(super) async fn set_back(shop: &mut Shop, clicks: &mut Clicks) -> Result<(), Violation> {
    clicks.make().await?;
    let right = shop.vendors.ahead_seconds().await?;
    shop.clock.show(right - BACK_SECONDS);
    tokio::time::sleep(LOOK).await;
    // In the past a person is served as ever.
    clicks.make().await?;
    shop.clock.show(right);
    tokio::time::sleep(LOOK).await;
    clicks.make().await?;
    shop.desk.lives()
}
