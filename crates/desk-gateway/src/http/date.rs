//! What time it is at a vendor.

use chrono::DateTime;
use desk_domain::Timestamp;
use reqwest::Method;
use reqwest::header::{DATE, HeaderMap};

use super::{BaseUrl, Http, HttpError, Timeouts, sorted};

/// Asks the root of a vendor's API, without any secret, what time it has: whatever it answers carries the
/// header `Date`. `None` where it tells none.
///
/// # Errors
/// When there is no answer.
pub async fn vendors_clock(
    base: &BaseUrl,
    timeouts: Timeouts,
) -> Result<Option<Timestamp>, HttpError> {
    let http = Http::new(base, HeaderMap::new(), timeouts)?;
    let request = http.client.request(Method::HEAD, base.root()).timeout(timeouts.answer);
    let response = request.send().await.map_err(|error| sorted(&error))?;
    let date = response.headers().get(DATE).and_then(|value| value.to_str().ok());
    let instant = date.and_then(|text| DateTime::parse_from_rfc2822(text).ok());
    Ok(instant.map(|instant| Timestamp(instant.timestamp_micros())))
}
