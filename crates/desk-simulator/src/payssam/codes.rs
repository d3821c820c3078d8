//! What the vendor says no with. Version 1's table is complete; of version 2's a part is known.
//! Which code belongs to which refusal is our choice where `docs/simulator.md` says so.

use super::versions::Version;

/// Code and words of version 1, as its page lists them.
const V1: [(&str, &str); 9] = [
    ("0000", "성공하였습니다."),
    ("9999", "처리 중에 오류가 발생했습니다."),
    ("9800", "이미 사용된 Bill_ID 입니다."),
    ("9970", "기 취소된 청구서 입니다."),
    ("9971", "기 결제된 청구서 입니다."),
    ("9980", "청구서를 찾을 수 없습니다."),
    ("9870", "동기화 대상이 없습니다. (Callback URL오류)"),
    ("5000", "SYSTEM ERROR"),
    ("1003", "접근이 불가한 사용자 입니다."),
];

/// Codes of version 2 that are known; the words of VALIDATION_002 and BILL_003 are the vendor's.
const V2: [(&str, &str); 18] = [
    ("0000", "성공하였습니다."),
    ("ERROR", "처리 중 오류가 발생했습니다."),
    ("PARTNER_001", "V2를 사용할 수 없는 파트너입니다."),
    ("PARTNER_002", "apiKey를 확인하시기 바랍니다."),
    ("PARTNER_003", "정상적인 파트너가 아닙니다."),
    ("PARTNER_004", "하위사업장 매핑 정보를 찾을 수 없습니다."),
    ("PARTNER_005", "존재하지 않는 파트너입니다."),
    ("PARTNER_006", "유효한 계약이 없습니다."),
    ("PARTNER_007", "제공되지 않는 기능입니다."),
    ("VALIDATION_001", "요청 파라미터를 확인하시기 바랍니다."),
    ("VALIDATION_002", "해싱값을 확인하시기 바랍니다."),
    ("BILL_001", "이미 사용된 billId입니다."),
    ("BILL_003", "청구서를 찾을 수 없습니다."),
    ("BILL_006", "발송할 수 없는 상태의 청구서입니다."),
    ("PAYMENT_001", "VAN 응답이 올바르지 않습니다."),
    ("PAYMENT_002", "은행 응답이 올바르지 않습니다."),
    ("POINT_001", "쌤포인트가 부족합니다."),
    ("MAINTAINED_METHOD", "점검 중입니다."),
];

pub(crate) const SUCCESS: &str = "0000";

/// Why a call is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// A field is missing, too long or no text; its name as that version spells it.
    #[error("요청 파라미터를 확인하시기 바랍니다. ({0})")]
    Parameter(String),
    #[error("해싱값을 확인하시기 바랍니다.")]
    Hash,
    #[error("apiKey를 확인하시기 바랍니다.")]
    KeyMissing,
    #[error("접근이 불가한 사용자 입니다.")]
    KeyUnknown,
    #[error("접근이 불가한 사용자 입니다.")]
    MemberUnknown,
    #[error("접근이 불가한 사용자 입니다.")]
    MerchantUnknown,
    #[error("동기화 대상이 없습니다. (Callback URL오류)")]
    CallbackAddress,
    #[error("이미 사용된 Bill_ID 입니다.")]
    DuplicateBill,
    #[error("청구서를 찾을 수 없습니다.")]
    BillNotFound,
    #[error("기 결제된 청구서 입니다.")]
    AlreadyPaid,
    #[error("기 취소된 청구서 입니다.")]
    AlreadyCancelled,
    #[error("이미 파기된 청구서 입니다.")]
    AlreadyVoided,
    #[error("결제가 완료되지 않은 청구서는 사용할 수 없습니다.")]
    NotPaid,
    #[error("청구 금액과 일치하지 않습니다.")]
    PriceDiffers,
    #[error("발송할 수 없는 상태의 청구서입니다.")]
    NotSendable,
    #[error("쌤포인트가 부족합니다.")]
    Points,
    #[error("현금영수증을 처리할 수 없습니다.")]
    Receipt,
    /// The VAN or bank behind the vendor said no.
    #[error("처리 중에 오류가 발생했습니다.")]
    Bank,
    #[error("SYSTEM ERROR")]
    System,
    #[error("no such call")]
    NoSuchCall,
    /// A code that the control page asked for.
    #[error("{}", words_of(.0).unwrap_or_default())]
    Forced(String),
}

impl Refusal {
    pub(crate) fn code(&self, version: Version) -> &str {
        let (v1, v2) = match self {
            Self::Parameter(_) | Self::PriceDiffers => ("9999", "VALIDATION_001"),
            Self::Hash => ("9999", "VALIDATION_002"),
            Self::KeyMissing => ("1003", "PARTNER_002"),
            Self::KeyUnknown => ("1003", "PARTNER_005"),
            Self::MemberUnknown => ("1003", "PARTNER_003"),
            Self::MerchantUnknown => ("1003", "PARTNER_004"),
            Self::CallbackAddress => ("9870", "VALIDATION_001"),
            Self::DuplicateBill => ("9800", "BILL_001"),
            Self::BillNotFound => ("9980", "BILL_003"),
            // Version 2's codes for these are in the part of its table that is missing.
            Self::AlreadyPaid => ("9971", "ERROR"),
            Self::AlreadyCancelled => ("9970", "ERROR"),
            Self::AlreadyVoided | Self::NotPaid | Self::Receipt => ("9999", "ERROR"),
            Self::NotSendable => ("9999", "BILL_006"),
            Self::Points => ("9999", "POINT_001"),
            Self::Bank => ("9999", "PAYMENT_001"),
            Self::System | Self::NoSuchCall => ("5000", "ERROR"),
            Self::Forced(code) => (code.as_str(), code.as_str()),
        };
        match version {
            Version::V1 => v1,
            Version::V2 => v2,
        }
    }

    /// Business refusals come with 200; a malformed request with 400.
    pub(crate) fn status(&self) -> u16 {
        match self {
            Self::Parameter(_) => 400,
            Self::NoSuchCall => 404,
            Self::Forced(code) if code == "VALIDATION_001" => 400,
            _ => 200,
        }
    }
}

/// Whether the documents know this code for a refusal of `version`.
pub(crate) fn is_code_of(version: Version, code: &str) -> bool {
    let table: &[(&str, &str)] = match version {
        Version::V1 => &V1,
        Version::V2 => &V2,
    };
    code != SUCCESS && table.iter().any(|(known, _)| *known == code)
}

pub(crate) fn is_known(code: &str) -> bool {
    is_code_of(Version::V1, code) || is_code_of(Version::V2, code)
}

pub(crate) fn words_of(code: &str) -> Option<&'static str> {
    V1.iter().chain(&V2).find(|(known, _)| *known == code).map(|(_, words)| *words)
}
