//! The two versions of the partner API, and how each spells a field.

use super::settings::Quirks;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Version {
    V1,
    V2,
}

impl Version {
    /// The name on the wire of a field that we call `name` (snake_case).
    pub(crate) fn spell(self, name: &str) -> String {
        match (self, name) {
            (Self::V1, "api_key") => "apikey".into(),
            (Self::V1, "short_url") => "shortURL".into(),
            (Self::V1, "callback_url") => "callbackURL".into(),
            (Self::V1, "product_name") => "product_nm".into(),
            (Self::V1, "member_name") => "member_nm".into(),
            (Self::V1, _) => name.into(),
            (Self::V2, _) => camel(name),
        }
    }

    /// The documents and the observed answers disagree about this field in both versions.
    pub(crate) fn message_field(self, quirks: Quirks) -> &'static str {
        match (self, quirks.documented_message_field) {
            (Self::V1, false) | (Self::V2, true) => "msg",
            (Self::V1, true) | (Self::V2, false) => "message",
        }
    }
}

fn camel(snake: &str) -> String {
    let mut words = snake.split('_');
    let mut name = words.next().unwrap_or_default().to_owned();
    for word in words {
        let mut letters = word.chars();
        name.extend(letters.next().map(|letter| letter.to_ascii_uppercase()));
        name.push_str(letters.as_str());
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, v1: &str, v2: &str) {
        assert_eq!((Version::V1.spell(name).as_str(), Version::V2.spell(name).as_str()), (v1, v2));
    }

    #[test]
    fn each_version_spells_its_own_way() {
        check("api_key", "apikey", "apiKey");
        check("bill_id", "bill_id", "billId");
        check("short_url", "shortURL", "shortUrl");
        check("callback_url", "callbackURL", "callbackUrl");
        check("product_name", "product_nm", "productName");
        check("member_name", "member_nm", "memberName");
        check("expire_dt", "expire_dt", "expireDt");
        check("appr_cash_issuance_number", "appr_cash_issuance_number", "apprCashIssuanceNumber");
    }
}
