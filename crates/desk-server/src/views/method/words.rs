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

/// By its code, or by its Korean name as terminals and files of vendors give it, with or without `카드`: in
/// Korean such a name stays as it is.
pub(super) fn issuer_words(code: &str) -> Text {
    if ISSUERS.iter().any(|(known, _, _)| *known == code) {
        return named(ISSUERS, code);
    }
    let asked = without_card(code);
    let other = ISSUER_NAMES.iter().find(|(name, _)| *name == asked).map(|(_, code)| *code);
    let mut known = ISSUERS.iter();
    let known = known.find(|(known, ko, _)| without_card(ko) == asked || other == Some(*known));
    Text::new(code, known.map_or(code, |(_, _, en)| *en))
}

fn without_card(name: &str) -> String {
    let name = name.replace(' ', "").to_uppercase();
    name.strip_suffix("카드").map_or_else(|| name.clone(), str::to_owned)
}

pub(super) fn provider_words(code: &str) -> Text {
    named(PROVIDERS, code)
}

/// A code of the same PG's next version is called as the PG is.
pub(super) fn pg_words(code: &str) -> Text {
    let plain = code.to_ascii_uppercase();
    let plain = plain.trim_start_matches("HTML5_").trim_end_matches("_V2");
    let known = PGS.iter().find(|(known, _, _)| *known == plain);
    known.map_or_else(|| Text::new(code, code), |(_, ko, en)| Text::new(*ko, *en))
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
    // As terminals and senders of bills shorten them.
    ("HYUNDAI", "현대카드", "Hyundai Card"),
    ("SAMSUNG", "삼성카드", "Samsung Card"),
    ("SHINHAN", "신한카드", "Shinhan Card"),
    ("KOOKMIN", "국민카드", "KB Kookmin Card"),
    ("KB", "국민카드", "KB Kookmin Card"),
    ("LOTTE", "롯데카드", "Lotte Card"),
    ("WOORI", "우리카드", "Woori Card"),
    ("HANA", "하나카드", "Hana Card"),
    ("BC", "BC카드", "BC Card"),
    ("NH", "NH농협카드", "NH Card"),
];

/// Other Korean names, without `카드`, and whose they are.
const ISSUER_NAMES: &[(&str, &str)] = &[
    ("KB국민", "KOOKMIN_CARD"),
    ("KB", "KOOKMIN_CARD"),
    ("비씨", "BC_CARD"),
    ("농협", "NH_CARD"),
    ("NH", "NH_CARD"),
    ("KEB하나", "HANA_CARD"),
    ("하나외환", "HANA_CARD"),
    ("외환", "HANA_CARD"),
    ("시티", "CITI_CARD"),
    ("한국씨티", "CITI_CARD"),
    ("수협은행", "SUHYUP_CARD"),
    ("광주은행", "GWANGJU_CARD"),
    ("전북은행", "JEONBUK_CARD"),
    ("제주은행", "JEJU_CARD"),
    ("카카오", "KAKAO_BANK"),
];

/// Code, Korean, English.
const PGS: &[(&str, &str, &str)] = &[
    ("TOSSPAYMENTS", "토스페이먼츠", "Toss Payments"),
    ("TOSS", "토스페이먼츠", "Toss Payments"),
    ("INICIS", "이니시스", "Inicis"),
    ("INICIS_UNIFIED", "이니시스", "Inicis"),
    ("INICIS_JP", "이니시스 일본", "Inicis Japan"),
    ("KCP", "NHN KCP", "NHN KCP"),
    ("NICE", "나이스페이먼츠", "NICE Payments"),
    ("NICEPAY", "나이스페이먼츠", "NICE Payments"),
    ("SMARTRO", "스마트로", "Smartro"),
    ("KPN", "KPN 한국결제네트웍스", "Korea Payment Networks"),
    ("KSNET", "KSNET", "KSNET"),
    ("KICC", "이지페이", "KICC easyPay"),
    ("WELCOME", "웰컴페이먼츠", "Welcome Payments"),
    ("GALAXIA", "갤럭시아머니트리", "Galaxia Moneytree"),
    ("MOBILIANS", "KG모빌리언스", "KG Mobilians"),
    ("DANAL", "다날", "Danal"),
    ("DANAL_TPAY", "다날", "Danal"),
    ("SETTLE", "헥토파이낸셜", "Hecto Financial"),
    ("SETTLE_ACC", "헥토파이낸셜", "Hecto Financial"),
    ("SETTLE_FIRM", "헥토파이낸셜", "Hecto Financial"),
    ("PAYLETTER", "페이레터", "Payletter"),
    ("KAKAOPAY", "카카오페이", "Kakao Pay"),
    ("KAKAO", "카카오페이", "Kakao Pay"),
    ("NAVERPAY", "네이버페이", "Naver Pay"),
    ("PAYCO", "페이코", "Payco"),
    ("TOSSPAY", "토스페이", "Toss Pay"),
    ("PAYPAL", "페이팔", "PayPal"),
    ("EXIMBAY", "엑심베이", "Eximbay"),
    ("PAYMENTWALL", "페이먼트월", "Paymentwall"),
    ("TRIPLE_A", "트리플에이", "Triple-A"),
    ("CARD_VAN", "카드 단말기 승인", "Card terminal approval"),
    ("KEYIN", "카드번호 입력 승인", "Keyed-in approval"),
    ("OFFLINE_CARD", "밖에서 받은 카드", "Card taken elsewhere"),
    ("OFFLINE_CASH", "밖에서 받은 현금", "Cash taken elsewhere"),
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
        assert_eq!(issuer_words("HYUNDAI").ko, "현대카드");
    }

    #[test]
    fn an_issuer_is_known_by_its_korean_name_too() {
        for (name, en) in [
            ("신한", "Shinhan Card"),
            ("신한카드", "Shinhan Card"),
            ("롯데카드", "Lotte Card"),
            ("BC카드", "BC Card"),
            ("비씨", "BC Card"),
            ("국민", "KB Kookmin Card"),
            ("KB국민카드", "KB Kookmin Card"),
            ("KB 국민", "KB Kookmin Card"),
            ("NH농협카드", "NH Card"),
            ("농협", "NH Card"),
            ("화성카드", "화성카드"),
        ] {
            assert_eq!(issuer_words(name), Text::new(name, en));
        }
    }

    #[test]
    fn a_pg_is_called_by_its_name_whatever_the_version_of_its_code() {
        for code in ["INICIS_V2", "inicis", "HTML5_INICIS", "INICIS"] {
            assert_eq!(pg_words(code), Text::new("이니시스", "Inicis"), "{code}");
        }
        assert_eq!(pg_words("toss"), Text::new("토스페이먼츠", "Toss Payments"));
        assert_eq!(pg_words("KSNET"), Text::new("KSNET", "KSNET"));
        assert_eq!(pg_words("mars_V2"), Text::new("mars_V2", "mars_V2"));
    }
}
