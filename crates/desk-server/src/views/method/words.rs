//! What methods, card issuers and providers of easy payments are called. A code that the table does
//! not know is shown as the vendor writes it.

use desk_domain::Text;
use desk_domain::payment::{Funding, Method, RecordedAs};

pub(super) fn method_words(method: Method) -> Text {
    let (ko, en) = match method {
        Method::Card => ("카드", "Card"),
        Method::VirtualAccount => ("가상계좌", "Virtual account"),
        Method::Transfer => ("계좌이체", "Bank transfer"),
        Method::Mobile => ("휴대폰", "Phone bill"),
        Method::GiftCertificate => ("상품권", "Gift certificate"),
        Method::EasyPay => ("간편결제", "Easy payment"),
        Method::Paypal => ("페이팔", "PayPal"),
        Method::ConvenienceStore => ("편의점", "Convenience store"),
        Method::Crypto => ("가상자산", "Crypto"),
        Method::Message => ("문자결제", "Message payment"),
        Method::Cash => ("현금", "Cash"),
        Method::CashReceipt => ("현금영수증", "Cash receipt"),
        Method::BankTransfer => ("무통장입금", "Bank deposit"),
        Method::BankTransferReceipt => ("무통장영수증", "Bank deposit receipt"),
        Method::Other => ("기타", "Other"),
    };
    Text::new(ko, en)
}

pub(super) fn funding_words(funding: Funding) -> Text {
    match funding {
        Funding::Card => Text::new("카드", "card"),
        Funding::Transfer => Text::new("계좌", "account"),
        Funding::Money => Text::new("머니", "money"),
    }
}

pub(super) fn recorded_words(recorded_as: RecordedAs) -> Text {
    match recorded_as {
        RecordedAs::Unintegrated => Text::new("미연동", "not linked"),
        RecordedAs::RecordedPayment => Text::new("학원수납저장", "recorded by staff"),
    }
}

pub(super) fn issuer_words(code: &str) -> Text {
    named(ISSUERS, code)
}

pub(super) fn provider_words(code: &str) -> Text {
    named(PROVIDERS, code)
}

fn named(table: &[(&str, &str, &str)], code: &str) -> Text {
    table
        .iter()
        .find(|(known, _, _)| *known == code)
        .map_or_else(|| Text::new(code, code), |(_, ko, en)| Text::new(*ko, *en))
}

/// Code, Korean, English.
const ISSUERS: &[(&str, &str, &str)] = &[
    ("KOREA_DEVELOPMENT_BANK", "산업은행카드", "KDB Card"),
    ("KFCC", "새마을금고카드", "KFCC Card"),
    ("SHINHYUP", "신협카드", "Shinhyup Card"),
    ("EPOST", "우체국카드", "Korea Post Card"),
    ("SAVINGS_BANK_KOREA", "저축은행카드", "Savings Bank Card"),
    ("KAKAO_BANK", "카카오뱅크카드", "KakaoBank Card"),
    ("K_BANK", "케이뱅크카드", "K bank Card"),
    ("TOSS_BANK", "토스뱅크카드", "Toss Bank Card"),
    ("WOORI_CARD", "우리카드", "Woori Card"),
    ("BC_CARD", "BC카드", "BC Card"),
    ("GWANGJU_CARD", "광주카드", "Gwangju Card"),
    ("SAMSUNG_CARD", "삼성카드", "Samsung Card"),
    ("SHINHAN_CARD", "신한카드", "Shinhan Card"),
    ("HYUNDAI_CARD", "현대카드", "Hyundai Card"),
    ("LOTTE_CARD", "롯데카드", "Lotte Card"),
    ("SUHYUP_CARD", "수협카드", "Suhyup Card"),
    ("CITI_CARD", "씨티카드", "Citi Card"),
    ("NH_CARD", "NH농협카드", "NH Card"),
    ("JEONBUK_CARD", "전북카드", "Jeonbuk Card"),
    ("JEJU_CARD", "제주카드", "Jeju Card"),
    ("HANA_CARD", "하나카드", "Hana Card"),
    ("KOOKMIN_CARD", "국민카드", "KB Kookmin Card"),
];

/// Code, Korean, English.
const PROVIDERS: &[(&str, &str, &str)] = &[
    ("SAMSUNGPAY", "삼성페이", "Samsung Pay"),
    ("KAKAOPAY", "카카오페이", "Kakao Pay"),
    ("NAVERPAY", "네이버페이", "Naver Pay"),
    ("PAYCO", "페이코", "PAYCO"),
    ("SSGPAY", "SSG페이", "SSG Pay"),
    ("CHAI", "차이", "CHAI"),
    ("LPAY", "엘페이", "L.pay"),
    ("KPAY", "케이페이", "KPAY"),
    ("TOSSPAY", "토스페이", "Toss Pay"),
    ("LGPAY", "LG페이", "LG Pay"),
    ("PINPAY", "핀페이", "PinPay"),
    ("APPLEPAY", "애플페이", "Apple Pay"),
    ("SKPAY", "SK페이", "SK Pay"),
    ("TOSS_BRANDPAY", "토스 브랜드페이", "Toss BrandPay"),
    ("KB_APP", "KB앱카드", "KB app card"),
    ("PAYPAL", "페이팔", "PayPal"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_code_is_shown_as_it_is() {
        assert_eq!(issuer_words("HYUNDAI_CARD").ko, "현대카드");
        assert_eq!(issuer_words("MARS_CARD"), Text::new("MARS_CARD", "MARS_CARD"));
        assert_eq!(provider_words("KAKAOPAY").en, "Kakao Pay");
    }
}
