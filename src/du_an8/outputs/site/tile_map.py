"""The country drawn with one tile a province, each about where it lies."""

from collections.abc import Mapping

from msgspec import Struct

from du_an8.programme.provinces import NEW_ERA, OLD_ERA, Province

# Ids as on the ground, north at the top; a dot is an empty place.
_DRAWN = {
    OLD_ERA: """
        lai-chau   lao-cai    ha-giang       cao-bang        .              .
        dien-bien  yen-bai    tuyen-quang    bac-kan         lang-son       .
        son-la     phu-tho    vinh-phuc      thai-nguyen     bac-giang      quang-ninh
        .          hoa-binh   ha-noi         bac-ninh        hai-duong      hai-phong
        .          .          ha-nam         hung-yen        thai-binh      .
        .          .          ninh-binh      nam-dinh        .              .
        .          thanh-hoa  .              .               .              .
        .          nghe-an    .              .               .              .
        .          .          ha-tinh        .               .              .
        .          .          quang-binh     .               .              .
        .          .          .              quang-tri       .              .
        .          .          .              thua-thien-hue  da-nang        .
        .          .          .              .               quang-nam      .
        .          .          .              kon-tum         quang-ngai     .
        .          .          .              gia-lai         binh-dinh      .
        .          .          .              dak-lak         phu-yen        .
        .          .          binh-phuoc     dak-nong        khanh-hoa      .
        .          tay-ninh   binh-duong     lam-dong        ninh-thuan     .
        .          long-an    ho-chi-minh    dong-nai        binh-thuan     .
        an-giang   dong-thap  tien-giang     ba-ria-vung-tau .              .
        kien-giang can-tho    vinh-long      ben-tre         .              .
        .          hau-giang  soc-trang      tra-vinh        .              .
        ca-mau     bac-lieu   .              .               .              .
    """,
    NEW_ERA: """
        lai-chau   lao-cai    tuyen-quang    cao-bang        .
        dien-bien  phu-tho    thai-nguyen    lang-son        .
        son-la     ha-noi     bac-ninh       quang-ninh      .
        .          ninh-binh  hung-yen       hai-phong       .
        .          thanh-hoa  .              .               .
        .          nghe-an    .              .               .
        .          .          ha-tinh        .               .
        .          .          quang-tri      .               .
        .          .          .              hue             .
        .          .          .              da-nang         .
        .          .          .              quang-ngai      .
        .          .          .              gia-lai         .
        .          .          .              dak-lak         .
        .          .          lam-dong       khanh-hoa       .
        .          tay-ninh   dong-nai       .               .
        an-giang   dong-thap  ho-chi-minh    .               .
        can-tho    vinh-long  .              .               .
        ca-mau     .          .              .               .
    """,
}


class Place(Struct, frozen=True):
    """A province's place on the map; 1-based from the north-west."""

    row: int
    column: int
    province: Province


def places(by_id: Mapping[str, Province], era: str) -> list[Place]:
    """Every province of an era, from north to south."""
    lines = [line.split() for line in _DRAWN[era].strip().splitlines()]
    return [
        Place(row, column, by_id[name])
        for row, names in enumerate(lines, start=1)
        for column, name in enumerate(names, start=1)
        if name != "."
    ]
