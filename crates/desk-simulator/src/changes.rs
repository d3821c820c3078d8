//! What one commit writes down: the rows of every vendor that changed together.

use serde::{Deserialize, Serialize};

use crate::{bootpay, payssam, portone, van};

#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Changes {
    #[serde(flatten)]
    pub(crate) portone: portone::state::Changes,
    #[serde(default, skip_serializing_if = "bootpay::state::Changes::is_empty")]
    pub(crate) bootpay: bootpay::state::Changes,
    #[serde(default, skip_serializing_if = "payssam::state::Changes::is_empty")]
    pub(crate) payssam: payssam::state::Changes,
    #[serde(default, skip_serializing_if = "van::state::Changes::is_empty")]
    pub(crate) van: van::state::Changes,
}

impl Changes {
    pub(crate) fn is_empty(&self) -> bool {
        self.portone.is_empty()
            && self.bootpay.is_empty()
            && self.payssam.is_empty()
            && self.van.is_empty()
    }
}
