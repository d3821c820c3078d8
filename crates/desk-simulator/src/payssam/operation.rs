//! Which endpoint of which version a request is for. One pure function, so that the whole table
//! is tested at once.

use super::codes::Refusal;
use super::versions::Version::{self, V1, V2};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Operation {
    Send,
    Resend,
    Cancel,
    /// 파기 (`destroy`).
    Void,
    Read,
    IssueReceipt,
    CancelReceipt,
    ReadReceipt,
    /// 쌤포인트 of the partner.
    PartnerPoints,
    /// 쌤포인트 of the sub-store.
    MerchantPoints,
    /// Whether the sub-store is open for business (개시).
    OpenState,
}

impl Operation {
    /// Every call is a POST. The documents print the paths without the `/partner` that ends the
    /// test addresses; both are taken.
    pub(crate) fn of(method: &str, path: &str) -> Result<(Version, Self), (Version, Refusal)> {
        let path = path.trim_start_matches('/');
        let path = path.strip_prefix("partner/").unwrap_or(path);
        let version = if path.starts_with("if/") { V1 } else { V2 };
        match Self::known(path) {
            Some(known) if method == "POST" => Ok(known),
            _ => Err((version, Refusal::NoSuchCall)),
        }
    }

    fn known(path: &str) -> Option<(Version, Self)> {
        Some(match path {
            "if/bill/send" => (V1, Self::Send),
            "if/bill/resend" => (V1, Self::Resend),
            "if/bill/cancel" => (V1, Self::Cancel),
            "if/bill/destroy" => (V1, Self::Void),
            "if/bill/read" => (V1, Self::Read),
            "if/cash-receipt/issue" => (V1, Self::IssueReceipt),
            "if/cash-receipt/cancel" => (V1, Self::CancelReceipt),
            "if/cash-receipt/read" => (V1, Self::ReadReceipt),
            "if/read/remain_count" => (V1, Self::PartnerPoints),
            "if/read/open" => (V1, Self::OpenState),
            "bill" => (V2, Self::Send),
            "bill/resend" => (V2, Self::Resend),
            "bill/cancel" => (V2, Self::Cancel),
            "bill/destroy" => (V2, Self::Void),
            "bill/read" => (V2, Self::Read),
            "cash-receipt/issue" => (V2, Self::IssueReceipt),
            "cash-receipt/cancel" => (V2, Self::CancelReceipt),
            "cash-receipt/read" => (V2, Self::ReadReceipt),
            "read/remain_count" => (V2, Self::PartnerPoints),
            "read/merchant/remain_count" => (V2, Self::MerchantPoints),
            _ => return None,
        })
    }

    /// The object of the body that holds the payload; absent: it lies beside the credentials.
    pub(crate) fn payload(self, version: Version) -> Option<&'static str> {
        match (version, self) {
            (_, Self::PartnerPoints | Self::MerchantPoints | Self::OpenState) => None,
            (V1, Self::Send | Self::IssueReceipt | Self::CancelReceipt | Self::ReadReceipt) => {
                Some("bill")
            }
            (V1, Self::Resend | Self::Cancel | Self::Void | Self::Read) => None,
            (V2, Self::IssueReceipt | Self::CancelReceipt | Self::ReadReceipt) => {
                Some("cashReceipt")
            }
            (V2, Self::Send | Self::Resend | Self::Cancel | Self::Void | Self::Read) => {
                Some("bill")
            }
        }
    }

    /// The credentials that a success repeats.
    pub(crate) fn echoes(self, version: Version) -> &'static [&'static str] {
        match (version, self) {
            (_, Self::PartnerPoints | Self::MerchantPoints | Self::OpenState) => &[],
            (_, Self::Read | Self::ReadReceipt) | (V2, Self::Void) => &["api_key"],
            (_, Self::Send | Self::Resend | Self::Cancel)
            | (_, Self::IssueReceipt | Self::CancelReceipt)
            | (V1, Self::Void) => &["api_key", "member", "merchant"],
        }
    }

    pub(crate) fn names_a_bill(self) -> bool {
        !matches!(self, Self::PartnerPoints | Self::MerchantPoints | Self::OpenState)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(method: &str, path: &str, expected: Result<(Version, Operation), Version>) {
        let found = Operation::of(method, path).map_err(|(version, _)| version);
        assert_eq!(found, expected, "{method} {path}");
    }

    #[test]
    fn every_path_is_recognised() {
        check("POST", "/if/bill/cancel", Ok((V1, Operation::Cancel)));
        check("POST", "/partner/if/bill/read", Ok((V1, Operation::Read)));
        check("POST", "/bill", Ok((V2, Operation::Send)));
        check("POST", "/partner/bill/destroy", Ok((V2, Operation::Void)));
        check("POST", "/partner/read/merchant/remain_count", Ok((V2, Operation::MerchantPoints)));
        check("GET", "/bill/read", Err(V2));
        check("POST", "/if/bill", Err(V1));
        check("POST", "/", Err(V2));
    }
}
