//! What is taken along: beside its value, and all of it in a field.

use leptos::prelude::*;

use super::shelf;
use crate::ui::copy_button::Copyable;
use crate::ui::copy_field::CopyField;

pub(super) fn specimens() -> AnyView {
    let content = view! {
        <Copyable label="승인번호" shown="30012345" copied="30012345" />
        <Copyable
            label="계좌번호"
            shown="신한은행 562-119-00345678"
            copied="56211900345678"
        />
        <div class="kit__wide">
            <CopyField label="결제 링크" text="https://pay.example/b/8fk2m" />
            <CopyField
                label="연결 명령"
                text="desk-agent pair --desk http://192.168.0.20:7300 --code K7XM2PQ9"
            />
        </div>
    };
    shelf("복사하기", content)
}
