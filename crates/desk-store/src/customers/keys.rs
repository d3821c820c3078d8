//! The key that the payments of one person share.
//!
//! Vendors do not agree on who somebody is: one passes on the merchant's own id, another only a name
//! and a phone. So a customer is one name with one phone at one merchant. Siblings who share a phone
//! have names of their own; two children whom one parent pays for under the parent's name are one
//! customer. A vendor's id counts only where name or phone is missing.

use std::fmt;

use desk_domain::payment::{Customer, Payment};
use desk_domain::{CustomerId, MerchantId};
use hmac::{Hmac, Mac};
use sha2::Sha256;

use crate::error::Result;
use crate::search::{national_number, normalise};
use crate::sql::{Connection, sql};

/// Shortest phone number that is one: of a district without its area code.
const PHONE_MIN_DIGITS: usize = 7;

/// Makes keys with the secret of this book, which is as old as its table.
pub(crate) struct Keys {
    secret: String,
}

impl Keys {
    pub(crate) async fn read(connection: &mut Connection) -> Result<Self> {
        let row = connection.only_row(sql("SELECT secret FROM customer_keys WHERE id = 1")).await?;
        Ok(Self { secret: row.text("secret")? })
    }

    /// Puts the key in the place of whatever a vendor calls the customer.
    pub(crate) fn assign(&self, payment: &mut Payment) {
        let key = self.of(&payment.merchant_id, &payment.customer);
        payment.customer.id = key.map(|key| key.as_str().to_owned());
    }

    /// `None` where nobody has said enough to tell this customer from others.
    pub(super) fn of(&self, merchant: &MerchantId, customer: &Customer) -> Option<CustomerId> {
        if let Some((name, phone)) = person(customer) {
            return Some(self.make(&["person", merchant.as_str(), &name, &phone]));
        }
        let id = customer.id.as_deref().map(str::trim).filter(|id| !id.is_empty())?;
        // A payment that was keyed before comes with its key.
        id.parse().ok().or_else(|| Some(self.make(&["id", merchant.as_str(), id])))
    }

    fn make(&self, fields: &[&str]) -> CustomerId {
        let mut mac = Hmac::<Sha256>::new_from_slice(self.secret.as_bytes())
            .expect("HMAC takes a key of any length");
        for field in fields {
            mac.update(&field.len().to_be_bytes());
            mac.update(field.as_bytes());
        }
        let mut half = [0; 16];
        half.copy_from_slice(&mac.finalize().into_bytes()[..16]);
        CustomerId::from_bits(u128::from_be_bytes(half))
    }
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Keys").finish_non_exhaustive()
    }
}

/// Name and phone, alike in every spelling. A vendor that masks one of them has not told it.
fn person(customer: &Customer) -> Option<(String, String)> {
    let told = |text: &Option<String>| text.clone().filter(|text| !text.contains('*'));
    let name = normalise(&told(&customer.name)?);
    let phone = national_number(&told(&customer.phone)?);
    (!name.is_empty() && phone.len() >= PHONE_MIN_DIGITS).then_some((name, phone))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys() -> Keys {
        Keys { secret: "secret".to_owned() }
    }

    fn told(id: &str, name: &str, phone: &str) -> Customer {
        let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Customer { id: text(id), name: text(name), phone: text(phone) }
    }

    fn key(customer: &Customer) -> Option<CustomerId> {
        keys().of(&MerchantId::from_bits(1), customer)
    }

    #[track_caller]
    fn same(one: &Customer, other: &Customer) {
        assert!(key(one).is_some(), "{one:?} has no key");
        assert_eq!(key(one), key(other), "{one:?} {other:?}");
    }

    #[track_caller]
    fn different(one: &Customer, other: &Customer) {
        assert_ne!(key(one), key(other), "{one:?} {other:?}");
    }

    #[test]
    fn one_name_with_one_phone_is_one_customer_over_all_channels() {
        let at_portone = told("student-1", "김서연", "010-2345-6789");
        same(&at_portone, &told("", "김서연", "01023456789"));
        same(&at_portone, &told("member-7", " 김 서연 ", "+82 10-2345-6789"));
        same(&told("", "Lee Seo", "02-333-4444"), &told("", "lee seo", "023334444"));
    }

    #[test]
    fn siblings_share_a_phone_and_namesakes_a_name() {
        let elder = told("", "김서연", "010-2345-6789");
        different(&elder, &told("", "김도연", "010-2345-6789"));
        different(&elder, &told("", "김서연", "010-2345-6780"));
        let elsewhere = keys().of(&MerchantId::from_bits(2), &elder);
        assert_ne!(key(&elder), elsewhere, "another merchant's customers are others");
    }

    #[test]
    fn the_vendors_id_counts_where_name_or_phone_is_missing() {
        let unknown = told("student-1", "", "");
        same(&unknown, &told("student-1", "김*연", "010-2345-6789"));
        same(&unknown, &told("student-1", "김서연", "010-****-6789"));
        different(&unknown, &told("student-2", "", ""));
        assert_eq!(key(&told("", "김서연", "")), None, "namesakes would share a tab");
        assert_eq!(key(&told("", "", "010-2345-6789")), None, "siblings would share a tab");
        assert_eq!(key(&told(" ", "김서연", "12")), None);
    }

    #[test]
    fn a_key_stays_until_name_and_phone_are_known() {
        let first = key(&told("student-1", "", "")).unwrap();
        assert_eq!(key(&told(first.as_str(), "김서연", "")), Some(first.clone()));
        different(&told(first.as_str(), "", ""), &told("", "김서연", "010-2345-6789"));
    }

    #[test]
    fn a_key_follows_from_the_secret_and_tells_nothing() {
        let customer = told("", "김서연", "010-2345-6789");
        let other = Keys { secret: "another".to_owned() };
        assert_ne!(key(&customer), other.of(&MerchantId::from_bits(1), &customer));
    }
}
