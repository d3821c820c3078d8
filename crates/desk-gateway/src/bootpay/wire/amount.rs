//! Sums of money as they are written.

use desk_domain::Won;
use serde::de::Error;
use serde::{Deserialize, Deserializer};
use serde_json::Number;

/// Whole won. The vendor's Java model reads them as `double`, so `1000.0` is taken as well; a
/// fraction is not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Amount(pub(crate) Won);

impl<'de> Deserialize<'de> for Amount {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = Number::deserialize(deserializer)?.to_string();
        let whole = written.strip_suffix(".0").unwrap_or(&written);
        let won = whole.parse().map_err(|_| D::Error::custom("not a whole number of won"))?;
        Ok(Self(Won(won)))
    }
}
