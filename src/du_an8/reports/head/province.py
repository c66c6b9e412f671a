"""Whose: the province that the figures below a head are of."""

import re
from datetime import date

from msgspec import Struct

from du_an8.programme.provinces import Province, Provinces
from du_an8.reports.head.fields import Label
from du_an8.reports.head.stated import StatedHead
from du_an8.reports.head.title_places import names_others
from du_an8.reports.head.value import HeadValue

_AFTER_PROVINCE_WORD = re.compile(r"(?:tỉnh|thành phố)\s+(\w[\w\s-]*)$", re.IGNORECASE)


class HeadProvince(Struct, frozen=True):
    """Reads the province that a head states; on a contradiction the head wins over the folder.

    Attributes:
        place: the folder below `reports/`, None for a file that lies in none.
    """

    stated: StatedHead
    place: str | None
    provinces: Provinces

    def on(self, day: date) -> Province | None:
        """The province that a head cell states, else the title or the office that reports, else the folder."""
        by_folder = self._province_of_folder(day)
        titled = self._titled_province(day) or self._reporting_province(day)
        if stated := self.stated.head.get(Label.PROVINCE):
            return self._labelled_province(stated, day, by_folder, titled)
        if titled:
            self._compare_with_folder(
                self.stated.head.get(Label.TITLE_PROVINCE) or self.stated.head[Label.REPORTER], titled, by_folder
            )
            return titled
        if self.place is None:
            self.stated.tell(None, "unknown-province.missing")
        return by_folder

    def _province_of_folder(self, day: date) -> Province | None:
        folder = self.place
        found = self.provinces.find(folder, day) if folder else None
        if folder and found is None:
            self.stated.tell(None, "unknown-province.folder", text=folder, nearest=self.provinces.nearest_names(folder))
        return found

    def _labelled_province(
        self, stated: HeadValue, day: date, by_folder: Province | None, titled: Province | None
    ) -> Province | None:
        province = self._named(stated.text, day)
        if province is None:
            names = self.provinces.nearest_names(stated.text)
            self.stated.tell(stated, "unknown-province", text=stated.text, nearest=names)
            return None
        self._compare_with_folder(stated, province, by_folder)
        in_title = self.stated.head.get(Label.TITLE_PROVINCE)
        of_others = in_title is not None and names_others(in_title.cell.text)
        if titled and not of_others and titled.area != province.area and titled.id != province.merged_into:
            self.stated.tell(stated, "identity-mismatch.title", title=titled.name, text=province.name)
        return province

    def _compare_with_folder(self, stated: HeadValue, province: Province, by_folder: Province | None) -> None:
        if by_folder and by_folder is not province:
            self.stated.tell(stated, "identity-mismatch.folder", name=province.name, folder=str(self.place))

    def _named(self, text: str, day: date) -> Province | None:
        """`Sơn La`, or the name behind the last "tỉnh" or "thành phố" of `Hội LHPN tỉnh Sơn La`."""
        if found := self.provinces.find(text, day):
            return found
        inside = _AFTER_PROVINCE_WORD.findall(text)
        return self.provinces.find(inside[-1], day) if inside else None

    def _titled_province(self, day: date) -> Province | None:
        """The province in a title such as "HỘI LHPN TỈNH ĐIỆN BIÊN NĂM 2023": the longest name that fits."""
        words = self.stated.head[Label.TITLE_PROVINCE].text.split() if Label.TITLE_PROVINCE in self.stated.head else []
        tries = (self.provinces.find(" ".join(words[:count]), day) for count in range(len(words), 0, -1))
        return next((province for province in tries if province), None)

    def _reporting_province(self, day: date) -> Province | None:
        """The province whose office says that it reports: `Đơn vị báo cáo: Hội LHPN tỉnh Sơn La`."""
        return self._named(self.stated.head[Label.REPORTER].text, day) if Label.REPORTER in self.stated.head else None
