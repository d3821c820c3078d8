//! An approval as a test, the seed or the control page asks for it.

use chrono::{DateTime, Utc};
use serde::Deserialize;

use super::approval::{Approval, Kind};
use super::counter::Refusal;
use super::state::State;
use crate::private::Private;

#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Blueprint {
    pub approval_number: String,
    pub amount_won: i64,
    #[serde(default)]
    pub kind: Kind,
    /// Absent: now.
    #[serde(default)]
    pub approved_at: Option<DateTime<Utc>>,
    #[serde(default)]
    pub installment_months: u32,
    /// Absent: 현대카드 for a card, nobody for a receipt.
    #[serde(default)]
    pub issuer: Option<String>,
    #[serde(default = "customer")]
    pub customer_name: Private,
    #[serde(default = "phone")]
    pub phone: Private,
    #[serde(default = "order")]
    pub order_name: String,
}

fn customer() -> Private {
    "오세린".into()
}

fn phone() -> Private {
    "010-2201-3344".into()
}

fn order() -> String {
    "수학 정규반".into()
}

impl Blueprint {
    /// A card in one sum, approved now.
    pub fn new(approval_number: impl Into<String>, amount_won: i64) -> Self {
        Self {
            approval_number: approval_number.into(),
            amount_won,
            kind: Kind::Card,
            approved_at: None,
            installment_months: 0,
            issuer: None,
            customer_name: customer(),
            phone: phone(),
            order_name: order(),
        }
    }
}

pub(crate) fn create(
    state: &mut State,
    plan: &Blueprint,
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    let is_number = !plan.approval_number.is_empty()
        && plan.approval_number.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if !is_number || plan.amount_won <= 0 {
        return Err(Refusal::Malformed("an approval has a number and an amount".into()));
    }
    if state.approvals.get(&plan.approval_number).is_some() {
        return Err(Refusal::Malformed("the approval number is taken".into()));
    }
    let issuer = plan.issuer.clone().or_else(|| plan.kind.needs_card().then(|| "현대카드".into()));
    let approval = Approval {
        number: plan.approval_number.clone(),
        approved_at: plan.approved_at.unwrap_or(now),
        amount_won: plan.amount_won,
        installment_months: plan.installment_months,
        issuer,
        cat_id: state.settings.cat_id.clone(),
        kind: plan.kind,
        customer_name: plan.customer_name.clone(),
        phone: plan.phone.clone(),
        order_name: plan.order_name.clone(),
        cancels: Vec::new(),
    };
    state.approvals.insert(approval.number.clone(), approval);
    Ok(())
}
