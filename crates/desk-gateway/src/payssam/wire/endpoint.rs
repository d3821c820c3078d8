//! Where each call goes. Every one is a POST.

use crate::payssam::ApiVersion;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Endpoint {
    Send,
    /// In V1 for bills by message only.
    Resend,
    Cancel,
    Void,
    Read,
}

impl Endpoint {
    pub(crate) fn path(self, version: ApiVersion) -> &'static [&'static str] {
        match (version, self) {
            (ApiVersion::V1, Self::Send) => &["if", "bill", "send"],
            (ApiVersion::V1, Self::Resend) => &["if", "bill", "resend"],
            (ApiVersion::V1, Self::Cancel) => &["if", "bill", "cancel"],
            (ApiVersion::V1, Self::Void) => &["if", "bill", "destroy"],
            (ApiVersion::V1, Self::Read) => &["if", "bill", "read"],
            (ApiVersion::V2, Self::Send) => &["bill"],
            (ApiVersion::V2, Self::Resend) => &["bill", "resend"],
            (ApiVersion::V2, Self::Cancel) => &["bill", "cancel"],
            (ApiVersion::V2, Self::Void) => &["bill", "destroy"],
            (ApiVersion::V2, Self::Read) => &["bill", "read"],
        }
    }
}
