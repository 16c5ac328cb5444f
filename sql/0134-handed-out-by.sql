-- Who gave a result out is an account: what refers to an account is found by it.
create index handed_out_by_account on handed_out (district, account);
