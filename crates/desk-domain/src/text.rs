//! Words for people, in both languages of the product.

use serde::{Deserialize, Serialize};

/// One message in Korean and in English. Made where the facts are; the screen only chooses.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Text {
    pub ko: String,
    pub en: String,
}

impl Text {
    #[must_use]
    pub fn new(ko: impl Into<String>, en: impl Into<String>) -> Self {
        Self { ko: ko.into(), en: en.into() }
    }
}
