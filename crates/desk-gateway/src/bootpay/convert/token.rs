//! An access token and how long it is used.

use crate::bootpay::ApiVersion;
use crate::bootpay::wire::v1::Envelope;
use crate::bootpay::wire::{TokenV1, TokenV2};
use crate::http::Answer;
use crate::{ReadError, Secret};

use super::answer::{read_error, unreadable};

/// A token lives for 30 minutes and is changed for a new one from its 25th on; the old one is taken
/// until its end. Asked for earlier, the vendor gives the same one again.
const USED_FOR_SECONDS: i64 = 25 * 60;
/// Before the end that the vendor names, so that a call under way is not cut off.
const MARGIN_SECONDS: i64 = 60;

#[derive(Debug)]
pub(crate) struct NewToken {
    pub(crate) text: Secret,
    /// From now on.
    pub(crate) use_for_seconds: u64,
}

/// # Errors
/// [`ReadError::Unauthorized`] for keys that the vendor does not take.
pub(crate) fn token(api: ApiVersion, answer: &Answer) -> Result<NewToken, ReadError> {
    if answer.status != 200 {
        return Err(read_error(api, answer));
    }
    let (text, life) = match api {
        ApiVersion::V1 => {
            let envelope: Envelope<TokenV1> =
                serde_json::from_slice(&answer.body).map_err(|error| unreadable(&error))?;
            let token = envelope.data.ok_or_else(|| read_error(api, answer))?;
            (token.token, Some(token.expired_at - token.server_time))
        }
        ApiVersion::V2 => {
            let token: TokenV2 =
                serde_json::from_slice(&answer.body).map_err(|error| unreadable(&error))?;
            (token.access_token, token.expire_in)
        }
    };
    let life = life.map_or(USED_FOR_SECONDS, |life| life - MARGIN_SECONDS);
    let use_for_seconds = u64::try_from(life.clamp(0, USED_FOR_SECONDS)).unwrap_or_default();
    Ok(NewToken { text, use_for_seconds })
}
