-- Records of a place: what an address is checked against.
create index record_by_division on record (district, register, division, id);
