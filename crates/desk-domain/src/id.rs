//! Ids carry a prefix, so that a log line or a URL tells their kind.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Crockford's base 32 in lower case: no `i`, `l`, `o`, `u`, so an id can be read out on the phone.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
/// 128 bits in base 32.
const BODY_LENGTH: usize = 26;

/// Why a text is not an id of the wanted kind.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an id of the form {prefix}…: {given:?}")]
pub struct InvalidId {
    pub prefix: &'static str,
    pub given: String,
}

fn encode(bits: u128) -> String {
    (0..BODY_LENGTH)
        .rev()
        .map(|place| {
            char::from(ALPHABET[usize::from(u8::try_from((bits >> (place * 5)) & 31).unwrap_or(0))])
        })
        .collect()
}

fn is_body(text: &str) -> bool {
    text.len() == BODY_LENGTH && text.bytes().all(|byte| ALPHABET.contains(&byte))
}

macro_rules! define_id {
    ($(#[$doc:meta])* $name:ident, $prefix:literal) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            pub const PREFIX: &'static str = $prefix;

            /// An id out of 128 bits of entropy. The bits come from the caller: the domain has no
            /// random numbers of its own.
            #[must_use]
            pub fn from_bits(bits: u128) -> Self {
                Self(format!(concat!($prefix, "{}"), encode(bits)))
            }

            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = InvalidId;

            fn from_str(text: &str) -> Result<Self, InvalidId> {
                match text.strip_prefix($prefix) {
                    Some(body) if is_body(body) => Ok(Self(text.to_owned())),
                    _ => Err(InvalidId { prefix: $prefix, given: text.chars().take(64).collect() }),
                }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}

define_id!(
    /// One payment as our book knows it.
    PaymentId, "pay_"
);
define_id!(
    /// One cancellation: one intent of one person, in one state.
    CancellationId, "can_"
);
define_id!(
    /// A duty that stays until book and gateway agree again.
    FollowUpId, "fol_"
);
define_id!(
    /// 청구서: what somebody is asked to pay, before and after it is sent.
    BillId, "bil_"
);
define_id!(
    /// 고객: whoever has one name and one phone at one merchant, over all channels. Made by the book; it
    /// tells neither.
    CustomerId, "cus_"
);
define_id!(
    /// A card terminal on the desk, paired with the agent beside it.
    TerminalId, "ter_"
);
define_id!(
    /// A business that takes money: the unit of access, sums and settings.
    MerchantId, "mer_"
);
define_id!(
    /// A connection of a merchant to a vendor, with its own keys.
    ChannelId, "chn_"
);
define_id!(
    /// A person who signs in.
    StaffId, "stf_"
);

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_id_tells_its_kind() {
        assert_eq!(PaymentId::from_bits(0).as_str(), "pay_00000000000000000000000000");
        assert_eq!(PaymentId::from_bits(u128::MAX).as_str(), "pay_7zzzzzzzzzzzzzzzzzzzzzzzzz");
    }

    #[track_caller]
    fn refused(text: &str) {
        assert!(text.parse::<PaymentId>().is_err(), "{text:?} was taken for a payment id");
    }

    #[test]
    fn another_kind_or_a_damaged_id_is_refused() {
        refused("");
        refused("pay_");
        refused("can_00000000000000000000000000");
        refused("pay_0000000000000000000000000");
        refused("pay_0000000000000000000000000u");
        refused("pay_0000000000000000000000000A");
        refused("pay_00000000000000000000000000 ");
    }

    proptest! {
        #[test]
        fn every_id_reads_back(bits in any::<u128>()) {
            let id = CancellationId::from_bits(bits);
            prop_assert_eq!(id.as_str().parse::<CancellationId>(), Ok(id));
        }
    }
}
