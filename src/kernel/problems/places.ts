import { problems } from "./entry.ts";

const MEND_PACK = {
  nextZh: "请按所指文件和位置改正，然后再运行 yiwang check。",
  nextEn: "Mend it at the file and place named, then run yiwang check again.",
} as const;

/** Points, cells and components: those of reports, and those of the pack's own places. */
export const PLACE_PROBLEMS = problems({
  POINT_INVALID: {
    status: 422,
    zh: "位置不是有效的经纬度",
    en: "the place is not a valid longitude and latitude",
    nextZh: "经度在-180到180之间，纬度在-90到90之间（WGS 84）；请重新定位或在地图上选点。",
    nextEn:
      "Longitude lies within ±180 and latitude within ±90 (WGS 84); locate again, or choose a point on the map.",
  },
  POINT_OUTSIDE_DISTRICT: {
    status: 422,
    zh: "这个位置不在{district}内",
    en: "this place is not within {districtEn}",
    nextZh: "请核对定位，或在地图上重新选点；确在区外的，请向当地反映。",
    nextEn:
      "Check the position or choose the point on the map again; what lies outside is the neighbour's to handle.",
  },
  AREA_UNREADABLE: {
    status: 422,
    zh: "地图范围读不出来",
    en: "the area of the map cannot be read",
    nextZh:
      "请在地图上重新画出范围；写在地址里的，依次为西、南、东、北四个经纬度，或者至少三个点，各点的经度与纬度之间空一格。",
    nextEn:
      "Draw the area again; in an address write west, south, east and north, or three points or more, each as longitude and latitude with a space between.",
  },
  AREA_CROSSES_ITSELF: {
    status: 422,
    zh: "画出的范围自相交，或有重复的点",
    en: "the area that was drawn crosses itself or repeats a corner",
    nextZh: "请沿一个方向依次点各个角，画成不交叉的一圈。",
    nextEn: "Set the corners one after another in one direction, so that no sides cross.",
  },
  AREA_TOO_MANY_CORNERS: {
    status: 422,
    zh: "画出的范围有{count}个角，最多{most}个",
    en: "the area that was drawn has {count} corners; {most} are the most",
    nextZh: "请画得简单些，或者分几次查看。",
    nextEn: "Draw it with fewer corners, or look at it in parts.",
  },
  AREA_OUTSIDE_DISTRICT: {
    status: 422,
    zh: "画出的范围不在{district}内",
    en: "the area that was drawn is not within {districtEn}",
    nextZh: "请把地图移回本区，重新画范围。",
    nextEn: "Move the map back to the district and draw the area again.",
  },
  MAP_FILTER_UNKNOWN: {
    status: 422,
    zh: "筛选条件“{filter}”没有“{value}”这一项",
    en: "the filter “{filterEn}” has no “{value}”",
    nextZh: "请清除这个条件后重新选择；链接可能抄错，或所指的类别、部门已经停用。",
    nextEn: "Clear it and choose again; the link may be miswritten, or what it names is no longer in use.",
  },
  COMMAND_DESK_NOT_YOURS: {
    status: 403,
    zh: "指挥中心的页面只供监督中心、指挥中心的岗位和区领导、监督人员使用",
    en: "the command desk is for posts of the supervision and command centres, and for those who oversee the district",
    nextZh: "如岗位有误，请联系管理员。",
    nextEn: "If your posts are wrong, ask the administrator.",
  },
  CELL_CODE_INVALID: {
    status: 422,
    zh: "“{code}”不是15位单元网格编码（区划6位、镇街3位、社区3位、序号3位，序号从001起）",
    en: "“{code}” is no 15-digit grid cell code (district 6, town 3, community 3, serial 3 from 001)",
    nextZh: "请核对网格编码。",
    nextEn: "Check the cell's code.",
  },
  CELL_UNKNOWN: {
    status: 404,
    zh: "没有编码为“{code}”的单元网格",
    en: "there is no grid cell “{code}”",
    nextZh: "请核对网格编码，或在地图上选点查看所在网格。",
    nextEn: "Check the code, or choose a point on the map to see its cell.",
  },
  COMPONENT_CODE_INVALID: {
    status: 422,
    zh: "“{code}”不是16位部件编码（区划6位、大类2位、小类2位、序号6位）",
    en: "“{code}” is no 16-digit component code (district 6, class 2, sub-class 2, serial 6)",
    nextZh: "请核对部件上的编码。",
    nextEn: "Check the code on the component.",
  },
  CELL_OF_NO_COMMUNITY: {
    status: 422,
    zh: "单元网格“{code}”的前12位不是本区的社区（村）",
    en: "the first 12 digits of cell “{code}” are no community of this district",
    ...MEND_PACK,
  },
  SHAPE_UNREADABLE: {
    status: 422,
    zh: "“{id}”的图形读不出来：应当是 POLYGON、MULTIPOLYGON、LINESTRING 或 MULTILINESTRING，坐标为经纬度",
    en: "the shape of “{id}” cannot be read: a POLYGON, MULTIPOLYGON, LINESTRING or MULTILINESTRING in degrees",
    ...MEND_PACK,
  },
  SHAPE_OPEN: {
    status: 422,
    zh: "“{id}”的边界没有闭合：最后一点应当与第一点相同，并且至少有三个角",
    en: "the ring of “{id}” is not closed: it ends where it begins, with three corners at least",
    ...MEND_PACK,
  },
  SHAPE_CROSSES_ITSELF: {
    status: 422,
    zh: "“{id}”的边界自相交或有重复的点",
    en: "the ring of “{id}” crosses itself or repeats a corner",
    ...MEND_PACK,
  },
  CELL_AREA_ODD: {
    status: 422,
    zh: "单元网格“{code}”的面积为{area}平方米，不在{least}到{most}平方米之间",
    en: "cell “{code}” has {area} m², which is not between {least} and {most}",
    ...MEND_PACK,
  },
  CELL_OUT_OF_ORDER: {
    status: 422,
    zh: "单元网格“{code}”的序号不对：社区内应当从西向东、从北向南编号，它却在“{before}”的西边或北边",
    en: "the serial of cell “{code}” is wrong: serials run from west to east and north to south, but it lies west or north of “{before}”",
    ...MEND_PACK,
  },
  CELLS_OVERLAP: {
    status: 422,
    zh: "单元网格“{code}”与“{other}”重叠",
    en: "cells “{code}” and “{other}” overlap",
    ...MEND_PACK,
  },
  CELL_OUT_OF_COMMUNITY: {
    status: 422,
    zh: "单元网格“{code}”不在它所属社区（村）的范围内",
    en: "cell “{code}” lies outside its community",
    ...MEND_PACK,
  },
  TRACK_NOT_TAKEN: {
    status: 422,
    zh: "轨迹没有收下：{why}，余下的不成轨迹",
    en: "the track is not taken: {whyEn}; what is left is no track",
    nextZh: "请在值勤时间内、本区范围内巡查后再交；没有收下的点不留存。",
    nextEn:
      "Patrol within duty hours and the district, then hand it in; points that are not taken are not kept.",
  },
  CELL_IN_TWO_GRIDS: {
    status: 422,
    zh: "单元网格“{code}”已经属于“{other}”",
    en: "cell “{code}” already belongs to “{other}”",
    nextZh: "一个单元网格只属于一个责任网格；请从其中一个去掉它。",
    nextEn: "A cell belongs to one duty grid; take it out of one of the two.",
  },
  COMPONENT_OUT_OF_CELL: {
    status: 422,
    zh: "部件“{code}”的位置不在单元网格“{cell}”内",
    en: "component “{code}” does not lie in cell “{cell}”",
    nextZh: "请核对部件的经纬度和所填的单元网格。",
    nextEn: "Check the component's longitude and latitude, and the cell given.",
  },
});
